import type { ProblemCode } from '../../../shared/problems/problem.ts';
import type { Answered } from '../../harness/ask.ts';
import {
  codeOf,
  type IssuedCode,
  type Provider,
  redeem,
  refresh,
  type TokenAnswer,
  tokensIn,
} from '../../harness/openid-provider.ts';

/** What an attacker may hold: the provider, and a code or the tokens of another person and client. */
export interface CodeWorld extends IssuedCode {
  readonly provider: Provider;
}

/** The same after the genuine client has redeemed the code. */
export interface TokenWorld extends CodeWorld {
  readonly tokens: TokenAnswer;
}

/** One way to get or to use tokens of another one. */
export interface TokenAttack<World> {
  /** Completes "refuses …". */
  readonly name: string;
  readonly attack: (world: World) => Promise<Answered>;
  /** The code in the log. What the attacker is told follows from it. */
  readonly code: ProblemCode;
  /** How the world differs. Default: a client with a secret, a code with PKCE. */
  readonly world?: (provider: Provider) => Promise<IssuedCode>;
  /**
   * What the genuine client gets after the attack: its `tokens`, or nothing, because the attack proves that there is a
   * copy or because the world was not genuine. Then a client of another world shows that it works. Default `tokens`.
   */
  readonly afterwards?: 'tokens' | 'nothing';
}

/** Opens a world with a code that is not redeemed. */
export async function codeWorld(
  provider: Provider,
  world: TokenAttack<unknown>['world'] = (each) => codeOf(each),
): Promise<CodeWorld> {
  return { provider, ...(await world(provider)) };
}

/** Opens a world whose code is redeemed. */
export async function tokenWorld(
  provider: Provider,
  world?: TokenAttack<unknown>['world'],
): Promise<TokenWorld> {
  const opened = await codeWorld(provider, world);
  return { ...opened, tokens: tokensIn(await redeem(provider, opened)) };
}

/** The control: the genuine client redeems its code. */
export function redeemGenuinely(world: CodeWorld): Promise<Answered> {
  return redeem(world.provider, world);
}

/** The control: the genuine client refreshes. */
export function refreshGenuinely(world: TokenWorld): Promise<Answered> {
  return refresh(world.provider, world, world.tokens.refresh_token);
}

/** Replaces one part of a token: 0 the app, 1 the tenant, 2 the grant, 3 and 4 its secrets. */
export function withPart(token: string, place: number, part: string): string {
  return token
    .split('.')
    .map((each, index) => (index === place ? part : each))
    .join('.');
}

/** Returns one part of a token. */
export function partOf(token: string, place: number): string {
  return token.split('.')[place] ?? '';
}

/** An attack on a code. */
export type CodeAttack = TokenAttack<CodeWorld>;

/** Redeems the code with other parameters than the genuine client. */
export const withParameters =
  (change: (world: CodeWorld) => Readonly<Record<string, string | undefined>>): CodeAttack['attack'] =>
  (world) =>
    redeem(world.provider, world, change(world));
