import { type ListedPrice, pricedRegions, priceList, sourceOf } from './price-list.ts';

/** Every price with the day of its reading, and where to read it again. */
export function pricesTable(): string {
  const rows = Object.values<ListedPrice>(priceList).map((price) => {
    const [region] = pricedRegions;
    const amounts = pricedRegions.map((each) => shown(price.usd[each]));
    return `| [${price.offer}](${sourceOf(price, region)}) | ${price.unit} | ${amounts.join(' | ')} |`;
  });
  const confirmed = Object.values<ListedPrice>(priceList)
    .flatMap(({ usd }) => Object.values(usd))
    .filter(([, on]) => on !== undefined).length;
  return [
    'List prices in USD, without free tier and discount, each for its first tier. The link is AWS’s own price list for the',
    'first region; put another region in its place. The date is the day, or the month, of a reading of that list, most of',
    `them by others who published it. ${confirmed} of ${rows.length * pricedRegions.length} were read so. Those with a question mark were not confirmed: look them up`,
    'before you rely on them.',
    '',
    `| price list | for one | ${pricedRegions.join(' | ')} |`,
    `|${'---|'.repeat(pricedRegions.length + 2)}`,
    ...rows,
  ].join('\n');
}

function shown([usd, on]: readonly [usd: number, on?: string]): string {
  return `${usd} ${on === undefined ? '(?)' : `(${on})`}`;
}
