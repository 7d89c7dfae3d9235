import { describe, expect, it } from '@jest/globals';
import { prepareBody } from './prepareBody.js';

describe('prepareBody', () => {
  it('lays JSON out', () => {
    expect(prepareBody('{"a":[1]}')).toEqual({ text: '{\n  "a": [\n    1\n  ]\n}', isJson: true });
  });

  it('leaves anything else alone', () => {
    expect(prepareBody('{"a":[1')).toEqual({ text: '{"a":[1', isJson: false });
    expect(prepareBody('')).toEqual({ text: '', isJson: false });
  });
});
