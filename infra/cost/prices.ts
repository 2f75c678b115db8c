import { keysOf } from '../../shared/objects/keys-of.ts';
import { type PricedRegion, type PriceName, pricedRegions, priceList } from './price-list.ts';

/** List prices of one region in USD, by name. */
export type Prices = Readonly<Record<PriceName, number>>;

/** Returns what {@link priceList} says of a region. */
function pricesIn(region: PricedRegion): Prices {
  const named = keysOf(priceList).map((name) => [name, priceList[name].usd[region][0]] as const);
  return Object.fromEntries(named) as Record<PriceName, number>;
}

/** The prices of every region that is known. */
export const prices = Object.fromEntries(
  pricedRegions.map((region) => [region, pricesIn(region)]),
) as Readonly<Record<PricedRegion, Prices>>;
