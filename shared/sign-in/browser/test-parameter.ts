/** The parameter of the Sign-on URL that names a test sign-in; it counts in the browser alone that began the test. */
export const testParameter = 'test';
