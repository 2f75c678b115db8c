/** How long API Gateway may remember an answer of the authorizer: a session that has ended counts for so long after. */
export const longestMemorySeconds = 30;
