import { newClientId } from '../../api/newClientId.js';

/** This tab, for as long as the page is loaded. */
export const TAB_ID = newClientId();
