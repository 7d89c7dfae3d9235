/** Every entity of the API, listed by hand (STYLE: what is mapped is what a reviewer saw). */
export const entities: (new () => object)[] = [];
