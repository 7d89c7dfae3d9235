// The names of the definition buttons live beside the API's definitions; add new ones there.
export { definitionTitlesJa } from '@tenken/shared/metric-definition-titles-ja';
