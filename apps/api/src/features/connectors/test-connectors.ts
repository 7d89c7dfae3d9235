import { ConnectorDetail, ConnectorRow, type CreateConnectorBody } from '@tenken/shared/connectors.contract';
import { SourceCreatedResponse } from '@tenken/shared/sources.contract';
import { createTestApp, type TestApp } from '../../http/test-app.js';
import { ConnectorRunnerService } from './connector-runner.service.js';
import { StandIn } from './test-stand-in.js';

/** The whole API, and a stand-in that its connectors may ask. */
export interface ConnectorBench {
  api: TestApp;
  standIn: StandIn;
  addSource(kind: string): Promise<{ id: string; token: string | null; secret: string | null }>;
  /** Adds a connector that asks the stand-in, and waits for the end of its first run. */
  connect(body: Omit<CreateConnectorBody, 'url'>): Promise<ConnectorDetail>;
  /** Runs it again, and waits. */
  run(id: string): Promise<ConnectorDetail>;
  detail(id: string): Promise<ConnectorDetail>;
  close(): Promise<void>;
}

export async function createConnectorBench(): Promise<ConnectorBench> {
  const api = await createTestApp({ OUTBOUND_ALLOW: '127.0.0.1' });
  const standIn = await StandIn.start();
  const runner = api.app.get(ConnectorRunnerService);
  let sources = 0;
  const detail = async (id: string) =>
    ConnectorDetail.parse((await api.request.get(`/api/v1/connectors/${id}`)).body);
  return {
    api,
    standIn,
    detail,
    async addSource(kind) {
      sources += 1;
      const answer = await api.request.post('/api/v1/sources').send({ kind, name: `${kind} ${sources}` });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      const { source, token, secret } = SourceCreatedResponse.parse(answer.body);
      return { id: source.id, token, secret };
    },
    async connect(body) {
      const answer = await api.request.post('/api/v1/connectors').send({ ...body, url: standIn.url });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      await runner.runDue();
      standIn.throwFailure();
      return detail(ConnectorRow.parse(answer.body).id);
    },
    async run(id) {
      const answer = await api.request.post(`/api/v1/connectors/${id}/run`);
      if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
      await runner.runDue();
      standIn.throwFailure();
      return detail(id);
    },
    async close() {
      await api.close();
      await standIn.stop();
    },
  };
}
