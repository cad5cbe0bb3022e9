"""Know what jobs are called: titles read once, what is declared again whenever it changes."""

from functools import cache

from bot.domain.text import fold
from bot.understanding.jobs import Jobs
from bot.understanding.jobs_declared import Declared
from bot.understanding.jobs_index import JobTitle, stemmed_title
from bot.understanding.jobs_question import JobNames
from bot.understanding.jobs_trades import Trades
from bot.understanding.names import Names
from bot.understanding.world import Named, Site
from storage import jobs, naming, vacancies, vacancy_names
from storage.database import Row, Transaction

CHECKED = 40  # titles whose stems are worked out anew, to see whether the stored ones still hold


def read_jobs(tx: Transaction) -> Jobs:
    """Return the titles of the imported table, if there is one, and ours."""
    rows = jobs.all_of_them(tx)
    if not rows:
        return _ours()
    titles = [_title(row) for row in rows]
    if not all(_holds(one) for one in titles[:: max(1, len(titles) // CHECKED)]):
        titles = [_title(row, stored=False) for row in rows]
    return Jobs(titles)


@cache
def _ours() -> Jobs:
    return Jobs()


def _title(row: Row, *, stored: bool = True) -> JobTitle:
    return JobTitle(
        text=row["title"],
        rome=row["rome"],
        parent=row["parent"],
        principal=bool(row["principal"]),
        rare=bool(row["rare"]),
        words=tuple(row["words"].split()) if stored else (),
        stems=tuple(row["stems"].split()) if stored else (),
    )


def _holds(title: JobTitle) -> bool:
    fresh = JobTitle(text=title.text, rome=title.rome)
    return stemmed_title(fresh) == (title.words, title.stems)


class JobsKept:
    """What questions about jobs can name; one keeper serves all readers."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._jobs: tuple[str, Jobs] | None = None
        self._trades: tuple[str, Trades] | None = None
        self._declared: tuple[str, _OfVacancies] | None = None

    def jobs(self, tx: Transaction) -> Jobs:
        """Return the titles, read anew where another table was imported."""
        version = jobs.version(tx)
        if self._jobs is None or self._jobs[0] != version:
            self._jobs = (version, read_jobs(tx))
        return self._jobs[1]

    def names(self, tx: Transaction, names: Names) -> JobNames:
        """Return everything a question can name, with the names of the catalogue."""
        found = self._of_vacancies(tx)
        return JobNames(
            names,
            self.jobs(tx),
            declared=found.declared,
            hosts=found.hosts,
            sites=found.sites,
            trades=self._of_visits(tx),
        )

    def _of_visits(self, tx: Transaction) -> Trades:
        version = naming.version(tx)
        if self._trades is None or self._trades[0] != version:
            texts = ((row["id"], row["text"]) for row in vacancy_names.visit_texts(tx))
            self._trades = (version, Trades(texts))
        return self._trades[1]

    def _of_vacancies(self, tx: Transaction) -> "_OfVacancies":
        version = vacancies.version(tx)
        if self._declared is None or self._declared[0] != version:
            self._declared = (version, _OfVacancies(tx))
        return self._declared[1]


class _OfVacancies:
    """What vacancies name: words, codes, hosts and towns."""

    def __init__(self, tx: Transaction) -> None:
        self.declared = Declared(vacancy_names.spelled(tx), vacancy_names.codes(tx))
        self.hosts = tuple(Named(row["id"], row["name"]) for row in vacancy_names.hosts(tx))
        self.sites = tuple(
            Site(
                id=0,
                title="",
                host=0,
                territory=row["territory_id"] or 0,
                city=row["city"],
                lat=row["lat"],
                lon=row["lon"],
            )
            for row in vacancy_names.cities(tx)
            if fold(row["city"])
        )
