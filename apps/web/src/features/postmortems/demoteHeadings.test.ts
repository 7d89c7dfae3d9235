import { describe, expect, it } from '@jest/globals';
import { demoteHeadings } from './demoteHeadings.js';

describe('demoteHeadings', () => {
  it('drops the title and lowers the rest', () => {
    expect(demoteHeadings('# Down\n\n## Cause\ntext\n###### Deep')).toBe('#### Cause\ntext\n###### Deep');
  });

  it('leaves code and what is no heading alone', () => {
    const code = '```sh\n# a comment\n```\n#tag';
    expect(demoteHeadings(code)).toBe(code);
  });

  it('keeps a title that does not come first', () => {
    expect(demoteHeadings('text\n# Later')).toBe('text\n### Later');
  });
});
