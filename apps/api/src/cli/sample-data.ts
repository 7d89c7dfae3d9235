import { parseArgs } from 'node:util';
import { SampleDataResponse } from '@tenken/shared/sample-data.contract';
import { ServerClient } from './server-client.js';

const HELP = `npm run sample-data [-- --seed <number>]   loads the sample company into the running Tenken
npm run sample-data -- --remove             removes it, and nothing else

  TENKEN_URL    address of the server (http://127.0.0.1:3000)
  TENKEN_TOKEN  API token with the scope "admin" (or BOOTSTRAP_TOKEN)
`;

try {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, remove: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) process.stdout.write(HELP);
  else {
    const server = ServerClient.fromEnvironment();
    const body = Buffer.from(JSON.stringify(values.seed === undefined ? {} : { seed: Number(values.seed) }));
    const answer = values.remove
      ? await server.send('DELETE', '/api/v1/sample-data')
      : await server.send('POST', '/api/v1/sample-data', body);
    const { counts } = SampleDataResponse.parse(answer);
    process.stdout.write(
      values.remove
        ? 'The sample data is removed.\n'
        : `${Object.entries(counts)
            .map(([name, n]) => `${name} ${n}`)
            .join(', ')}\n`,
    );
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
