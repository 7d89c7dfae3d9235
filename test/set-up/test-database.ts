export {
  createEmptyDatabase,
  createTestDatabase,
  type TestDatabase,
} from '@tenken/api/database/test-database';
