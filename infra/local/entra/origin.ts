/** The host of the simulated Entra: another site than any app's, as Entra is, and never off the machine. */
export const entraHost = 'entra.localhost';

/** Where the simulated Entra stands: `http://entra.localhost:8080`. */
export function entraOrigin(port: number): string {
  return `http://${entraHost}:${port}`;
}
