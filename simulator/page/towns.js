/** Towns one can pretend to be in. */

/** Name, latitude and longitude in degrees. */
export const TOWNS = [
  ["Metz", 49.1193, 6.1757],
  ["Thionville", 49.358, 6.168],
  ["Nancy", 48.6921, 6.1844],
  ["Cahors", 44.4475, 1.441],
  ["Figeac", 44.6086, 2.0322],
  ["Nanterre", 48.8924, 2.2071],
  ["Boulogne-Billancourt", 48.8397, 2.2399],
  ["Lille", 50.6292, 3.0573],
  ["Roubaix", 50.6942, 3.1746],
  ["Valenciennes", 50.357, 3.5235],
  ["Namur", 50.4674, 4.872],
  ["Liège", 50.6326, 5.5797],
];

const NEAR_DEGREES = 0.05;

/** The name of the listed town about 5 km around, or undefined. */
export function nearestTown(lat, lon) {
  const near = ([, north, east]) => Math.hypot(lat - north, lon - east) < NEAR_DEGREES;
  return TOWNS.find(near)?.[0];
}

/** "49.12, 6.18" or "49,12 6,18" as {lat, lon}; null when it is no place on Earth. */
export function parseCoordinates(text) {
  const numbers = (text.match(/-?\d+(?:[.,]\d+)?/g) ?? []).map((n) => Number(n.replace(",", ".")));
  const [lat, lon] = numbers;
  const valid = numbers.length === 2 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return valid ? { lat, lon } : null;
}
