"""A written catalogue for sentences: six territories, thirteen sectors, thirty visits, towns."""

from bot.understanding.world import Named, Site, Town, World

TERRITORIES = "Moselle|Meurthe-et-Moselle|Meuse|Vosges|Cité des Métiers de Namur|Luxembourg"
SECTORS = """Agroalimentaire|Métallurgie et mécanique|Automobile et transports|Numérique|Textile
Bois et ameublement|Chimie et plasturgie|Logistique|Énergie et environnement|Santé|Aéronautique
Artisanat|Bâtiment et travaux publics"""
VISITS = """
Biscuiterie Colombine|Du beurre et du temps|Moselle|Woippy|49.152|6.154
Brasserie de la Seille|Douze cuves|Moselle|Metz|49.119|6.176
Aciérie Grandfer|La coulée continue|Moselle|Florange|49.326|6.120
Fonderie Brasdefer|Une coulée à 1 400 degrés|Moselle|Thionville|49.360|6.173
Fonderie Brasdefer|Le matin des soudeuses|Moselle|Thionville|49.360|6.173
Voltamine|Job dating : maintenance|Moselle|Hambach|49.059|7.034
Polymères du Warndt|Naissance d'une perle|Moselle|Carling|49.163|6.714
Laiterie des Trois-Vallons|La cave aux munsters|Moselle|Sarrebourg|48.736|7.055
Verrerie des Soufflards|Souffler sa première boule|Moselle|Meisenthal|48.965|7.353
Robotique Coppélia|Apprendre un geste à un robot|Meurthe-et-Moselle|Nancy|48.692|6.184
Cristallerie Valbois|Taille et gravure|Meurthe-et-Moselle|Baccarat|48.450|6.739
Laboratoires Hespérine|La nuit à cinq degrés|Meurthe-et-Moselle|Vandœuvre-lès-Nancy|48.66|6.176
Hauts Fourneaux de Pompey|Au rouge vif|Meurthe-et-Moselle|Pompey|48.769|6.126
Transports Grand-Lacet|La nuit du quai 12|Meurthe-et-Moselle|Ludres|48.621|6.167
Madeleines Rozier|Un four, une recette|Meuse|Commercy|48.763|5.592
Dragées Lanterne|La turbine à sucre|Meuse|Verdun|49.160|5.384
Fromagerie Dongé|Le brie de Meuse|Meuse|Triconville|48.737|5.368
Scierie Haut-Sapin|Un sapin pris en photo|Vosges|Épinal|48.173|6.450
Tissages de la Moselotte|Du fil au drap|Vosges|Gérardmer|48.070|6.877
Confiserie Bergamine|Le bonbon des sapins|Vosges|Plainfaing|48.171|7.014
Papeterie Vologne|De la pâte à la page|Vosges|Golbey|48.199|6.437
Lutherie Mirecourtine|Une voix de bois|Vosges|Mirecourt|48.300|6.133
Maison des Gestes|Programmer Célestin|Cité des Métiers de Namur|Namur|50.467|4.864
Coutelière de l'Orneau|Le claquement juste|Cité des Métiers de Namur|Gembloux|50.562|4.697
Ailerons Basse-Sambre|Un wagon pour une aile|Cité des Métiers de Namur|Sambreville|50.435|4.622
Turbines de Tailfer|La caméra des saumons|Cité des Métiers de Namur|Profondeville|50.378|4.871
Hydrogène Aqualune|Le bus à eau|Luxembourg|Esch-sur-Alzette|49.496|5.981
Satellites Anselme|Une boîte dans l'espace|Luxembourg|Betzdorf|49.684|6.353
Zephyrlux|Le samedi du vent|Luxembourg|Luxembourg|49.611|6.131
Voilerie Plein-Ciel|Coudre une voile|Vosges|Épinal|48.174|6.451
"""
TOWNS = """
Briey|briey|49.249|5.940|5000
Sarreguemines|sarreguemines|49.110|7.068|21000
Forbach|forbach|49.188|6.900|21000
Saint-Avold|saint avold|49.104|6.708|16000
Pont-à-Mousson|pont a mousson|48.905|6.054|15000
Toul|toul|48.675|5.892|16000
Lunéville|luneville|48.594|6.494|18000
Bar-le-Duc|bar le duc|48.773|5.160|15000
Saint-Dié-des-Vosges|saint die des vosges|48.285|6.950|20000
Saint-Dié-des-Vosges|saint die|48.285|6.950|20000
Dinant|dinant|50.261|4.912|13000
Arlon|arlon|49.683|5.817|30000
Arlon|arel|49.683|5.817|30000
Saarbrücken|saarbrucken|49.235|6.997|180000
Saarbrücken|sarrebruck|49.235|6.997|180000
Trier|trier|49.756|6.641|105000
Trier|treves|49.756|6.641|105000
Bar|bar|48.700|6.000|300
Sept|sept|47.550|7.120|300
Longwy|longwy|49.520|5.760|14000
"""


def named(names: list[str], first: int) -> dict[str, Named]:
    return {name: Named(number, name) for number, name in enumerate(names, first)}


def written_world() -> World:
    """Return the catalogue of the tables beside this file."""
    territories = named(TERRITORIES.split("|"), 1)
    sectors = named(SECTORS.replace("\n", "|").split("|"), 101)
    rows = [line.split("|") for line in VISITS.strip().splitlines()]
    hosts = named(list(dict.fromkeys(row[0] for row in rows)), 201)
    sites = tuple(
        Site(
            id=number,
            title=title,
            host=hosts[host].id,
            territory=territories[territory].id,
            city=city,
            lat=float(lat),
            lon=float(lon),
        )
        for number, (host, title, territory, city, lat, lon) in enumerate(rows, 301)
    )
    towns = (line.split("|") for line in TOWNS.strip().splitlines())
    return World(
        territories=tuple(territories.values()),
        sectors=tuple(sectors.values()),
        hosts=tuple(hosts.values()),
        sites=sites,
        towns=tuple(
            Town(name=name, typed=typed, lat=float(lat), lon=float(lon), population=int(people))
            for name, typed, lat, lon, people in towns
        ),
    )
