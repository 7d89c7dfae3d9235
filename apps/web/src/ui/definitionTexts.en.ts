// The texts of the definition buttons live beside the API's definitions; add new ones there.
export { definitionsEn } from '@tenken/shared/metric-definitions-en';
