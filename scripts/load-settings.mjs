// Settings from a .env file beside package.json; what is already in the environment wins.
import { existsSync } from 'node:fs';
import { inRoot } from './root.mjs';

const file = inRoot('.env');
if (existsSync(file)) process.loadEnvFile(file);
