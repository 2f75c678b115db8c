import type { Assembly } from './assembly.ts';
import { resolverOf } from './intrinsic-functions.ts';

interface Distribution {
  readonly DistributionConfig: {
    readonly Origins: readonly {
      readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: string }[];
    }[];
  };
}

/** What CloudFront adds to every request on its way to the API; nothing without an edge. */
export function edgeHeadersOf(assembly: Assembly): Readonly<Record<string, string>> {
  const headers = assembly.stacks.flatMap((stack) =>
    Object.values(stack.resources)
      .filter(({ Type }) => Type === 'AWS::CloudFront::Distribution')
      .map(({ Properties }) => resolverOf(assembly, stack)(Properties) as Distribution)
      .flatMap(({ DistributionConfig }) => DistributionConfig.Origins)
      .flatMap(({ OriginCustomHeaders = [] }) => OriginCustomHeaders),
  );
  return Object.fromEntries(headers.map(({ HeaderName, HeaderValue }) => [HeaderName, HeaderValue]));
}
