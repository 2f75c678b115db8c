import { isOwnGrantId } from '../../ids/grant-id.ts';
import { authorizationText } from '../../openid/stored-authorization.ts';
import { type Storable, setAttributes } from '../../store/expression.ts';
import type { Table } from '../../store/table.ts';
import { flowKey } from '../flow-item.ts';
import { readFlowItem } from '../read-flow-item.ts';
import type { GrantName, ValidTokens } from './grant.ts';
import {
  grantKey,
  ownGrantState,
  readGrantOfSignIn,
  readOwnGrantItem,
  toOwnGrantItem,
} from './grant-item.ts';
import type { FoundGrant, GrantStore } from './grant-store.ts';
import { revokedTokensAttribute, tokensAttribute } from './stored-tokens.ts';

/** Stores grants in the table `flows`: in the item of the sign-in that a client asked for, or in one of their own. */
export function dynamoDbGrantStore(table: Table): GrantStore {
  const find = async (name: GrantName): Promise<FoundGrant | undefined> => {
    const item = await table.get(grantKey(name));
    if (item === undefined) return undefined;
    if (!isOwnGrantId(name.id)) return readGrantOfSignIn(item);
    const grant = readOwnGrantItem(item);
    const flow = await table.get(flowKey(grant.app, grant.tenant, grant.session));
    const session = flow && readFlowItem(flow);
    return session === undefined || session.state === 'requested' ? undefined : { grant, session };
  };

  /** Stores `tokens` if the condition holds. If the answer is lost, the tokens that are read back decide. */
  const storeTokens = async (
    name: GrantName,
    tokens: ValidTokens,
    condition: string,
    values: Readonly<Record<string, Storable>>,
    more: Readonly<Record<string, Storable>> = {},
  ): Promise<boolean> => {
    const set = setAttributes({ ...more, grant: tokensAttribute(tokens) });
    const isStored = async () => {
      const stored = (await find(name))?.grant.tokens;
      return stored?.state === 'valid' && stored.access?.hash === tokens.access?.hash;
    };
    let written: boolean;
    try {
      const item = await table.update(grantKey(name), {
        update: set.update,
        condition: `#state = :running AND ${condition}`,
        values: {
          ...values,
          ...set.values,
          running: isOwnGrantId(name.id) ? ownGrantState : 'signed-in',
        },
      });
      written = item !== false;
    } catch (error) {
      if (await isStored().catch(() => false)) return true;
      throw error;
    }
    return written || isStored();
  };

  return {
    find,

    async issue(grant, expiresAt) {
      const written = await table.put(toOwnGrantItem(grant, expiresAt), {
        condition: 'attribute_not_exists(#partitionKey) OR #codeHash = :codeHash',
        values: { codeHash: grant.codeHash },
      });
      if (!written) throw new Error(`The grant ${grant.id} exists already`);
    },

    redeem: (grant, tokens) =>
      storeTokens(grant, tokens, '#codeHash = :codeHash AND attribute_not_exists(#grant)', {
        codeHash: grant.codeHash,
      }),

    rotate(grant, { read, next }) {
      const { refreshHash, access } = read;
      const { state: _, nonce: __, ...kept } = grant.authorization;
      // A revocation of the access token must not be undone by the move of that token to `previousAccess`.
      const isUnrevoked =
        access === undefined ? 'attribute_not_exists(#grant.#access)' : '#grant.#access.#hash = :accessHash';
      return storeTokens(
        grant,
        next,
        `#grant.#refreshHash = :refreshHash AND ${isUnrevoked}`,
        { refreshHash, ...(access === undefined ? {} : { accessHash: access.hash }) },
        { authorization: authorizationText(kept) },
      );
    },

    async revoke(name, at) {
      await table.update(grantKey(name), {
        update: 'SET #grant = :revoked',
        condition: 'attribute_exists(#codeHash)',
        values: { revoked: revokedTokensAttribute(at) },
      });
    },

    async revokeAccess(name, hash) {
      for (const attribute of ['access', 'previousAccess']) {
        const changed = await table.update(grantKey(name), {
          update: `REMOVE #grant.#${attribute}`,
          condition: `#grant.#${attribute}.#hash = :hash`,
          values: { hash },
        });
        if (changed !== false) return;
      }
    },
  };
}
