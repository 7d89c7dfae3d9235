// Lets plain Node run our TypeScript sources without a build: `node --import ./scripts/typescript.mjs file.ts`.
// Node's own type stripping knows neither decorators nor `.js` imports that name `.ts` files.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
process.setSourceMapsEnabled(true);
