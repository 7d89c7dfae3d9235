import { Notifications } from '@mantine/notifications';

/** Where toasts appear; the part that draws them is loaded with the first one. */
export default function Toasts() {
  return <Notifications position="bottom-right" limit={4} />;
}
