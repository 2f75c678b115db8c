/** The parameter of the Sign-on URL that names an administrator's fresh sign-in; it counts in their browser alone. */
export const administrationParameter = 'administration';
