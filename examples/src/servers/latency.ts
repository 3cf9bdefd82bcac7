/**
 * Milliseconds that a backend could have taken: log-normal, so most answers are near the median and some are far slower.
 * With a spread of 0.4 one in a hundred takes 2.5 times the median, with 1.2 sixteen times.
 */
export function toLatency(medianMs: number, spread = 0.4): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return medianMs * Math.exp(spread * normal);
}
