import * as v from 'valibot';

/** What the environment says about the local run. */
export interface LocalSettings {
  /** `PORT`, default 8080: the apps and the simulated Entra. */
  readonly port: number;
  /** `DYNAMODB_PORT`, default 8000: the embedded DynamoDB. */
  readonly dynamoDbPort: number;
  /** `LATCHKEY_DEMO`, default `on`: `off` leaves the tables empty and the simulated Entra out. */
  readonly demo: boolean;
}

const port = (name: string) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,5}$/, `${name} must be a port number, 1 to 65535`),
    v.transform(Number),
    v.minValue(1, `${name} must be a port number, 1 to 65535`),
    v.maxValue(65_535, `${name} must be a port number, 1 to 65535`),
  );

const schema = v.pipe(
  v.object({
    PORT: v.optional(port('PORT'), '8080'),
    DYNAMODB_PORT: v.optional(port('DYNAMODB_PORT'), '8000'),
    LATCHKEY_DEMO: v.optional(v.picklist(['on', 'off'], 'LATCHKEY_DEMO must be on or off'), 'on'),
  }),
  v.check(({ PORT, DYNAMODB_PORT }) => PORT !== DYNAMODB_PORT, 'PORT and DYNAMODB_PORT must be different'),
);

/** @throws Error whose message is one line that names the variable */
export function readLocalSettings(environment: Readonly<Record<string, string | undefined>>): LocalSettings {
  const read = v.safeParse(schema, environment);
  if (!read.success) throw new Error(read.issues[0].message);
  const { PORT, DYNAMODB_PORT, LATCHKEY_DEMO } = read.output;
  return { port: PORT, dynamoDbPort: DYNAMODB_PORT, demo: LATCHKEY_DEMO === 'on' };
}
