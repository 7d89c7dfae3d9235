import { describe, expect, it } from '@jest/globals';
import { DATADOG_TEMPLATE } from '@tenken/shared/datadog-template';
import { screen } from '@testing-library/react';
import { renderApp } from '../../testing/renderApp.js';
import { DatadogTemplateCheck } from './DatadogTemplateCheck.js';

const paste = async (text: string) => {
  const { user } = await renderApp(<DatadogTemplateCheck />);
  await user.click(screen.getByRole('textbox', { name: 'Check what stands at Datadog' }));
  await user.paste(text);
  return screen.getByRole('status');
};

describe('check of a payload of Datadog', () => {
  it('says nothing before anything is pasted, and that the template is whole', async () => {
    expect(await paste(DATADOG_TEMPLATE)).toHaveTextContent('Everything is there');
  });

  it('names what is missing, other and not used', async () => {
    const own = JSON.parse(DATADOG_TEMPLATE) as Record<string, string>;
    delete own.cycleKey;
    const status = await paste(JSON.stringify({ ...own, date: '$LAST_UPDATED', team: 'sre' }));
    expect(status).toHaveTextContent('Alerts could not be read with this');
    expect(status).toHaveTextContent('Missing, and needed: "cycleKey": "$ALERT_CYCLE_KEY"');
    expect(status).toHaveTextContent('“date” is $LAST_UPDATED; expected $DATE');
    expect(status).toHaveTextContent('Not used by Tenken, harmless: team');
  });

  it('says when it is no JSON', async () => {
    expect(await paste('{"id": }')).toHaveTextContent('Alerts could not be read with this');
  });
});
