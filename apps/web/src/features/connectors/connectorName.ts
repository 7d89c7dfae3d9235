import { CONNECTOR_KINDS, type ConnectorKind } from '@tenken/shared/connectors.contract';
import type { Translator } from '../../i18n/createTranslator.js';

/** What a kind of connector is called; one of a newer server by its key. */
export function connectorName(kind: string, t: Translator): string {
  return Object.hasOwn(CONNECTOR_KINDS, kind) ? t(`connectors.kind.${kind as ConnectorKind}`) : kind;
}
