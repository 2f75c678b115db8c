/** The refusals of late by their code, the most frequent first; docs/problems.md has a row for each. */
export const rejectionQuery = [
  'filter event = "sign-in.refused"',
  'stats count(*) as refused, count_distinct(tenant) as tenants, max(@timestamp) as latest by problem, class, fixedBy',
  'sort refused desc',
  'limit 20',
] as const;
