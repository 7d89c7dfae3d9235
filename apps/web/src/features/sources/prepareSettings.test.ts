import { describe, expect, it } from '@jest/globals';
import { settingsOf, textsOf } from './prepareSettings.js';

describe('settings of a source as texts', () => {
  const source = {
    kind: 'grafana',
    settings: { serviceLabels: ['app', 'team'], labels: ['kept'], timestampHeader: 'X-Time' },
  };

  it('shows what is set and an empty field for a default', () => {
    expect(textsOf(source)).toEqual({
      serviceLabels: 'app, team',
      severityLabel: '',
      signatureHeader: '',
      timestampHeader: 'X-Time',
    });
  });

  it('reads lists by the commas of both scripts, and keeps what has no field here', () => {
    const texts = { ...textsOf(source), serviceLabels: ' app、 tier ,', timestampHeader: ' ' };
    expect(settingsOf(source, texts)).toEqual({ labels: ['kept'], serviceLabels: ['app', 'tier'] });
  });

  it('changes nothing when nobody typed', () => {
    expect(settingsOf(source, textsOf(source))).toEqual(source.settings);
  });
});
