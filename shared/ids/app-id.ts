/** A gallery application that Latchkey knows: the name of its profile. */
export type AppId = 'timetrack' | 'trakstar';
