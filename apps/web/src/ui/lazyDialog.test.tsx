import { expect, it } from '@jest/globals';
import { Modal } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { renderApp } from '../testing/renderApp.js';
import { lazyDialog } from './lazyDialog.js';

const Question = lazyDialog<{ opened: boolean; onClose(): void }>(async () => (props) => (
  <Modal {...props} title="Why?" closeButtonProps={{ 'aria-label': 'Close' }}>
    <input aria-label="Reason" data-autofocus />
  </Modal>
));

function Page() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        Decide
      </button>
      <Question opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

it('gives the focus back to what opened it, the first time too', async () => {
  const { user } = await renderApp(<Page />);
  const button = screen.getByRole('button', { name: 'Decide' });
  for (const _ of ['first', 'second']) {
    await user.click(button);
    const field = await screen.findByRole('textbox', { name: 'Reason' });
    await waitFor(() => expect(field).toHaveFocus());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(button).toHaveFocus());
  }
});
