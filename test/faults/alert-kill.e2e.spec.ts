import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startProduct } from '../product';
import { alertKillContract, answers } from './alert-kill.contract';

alertKillContract('SQLite', async (settings) => {
  const product = await startProduct({ STYRBORD_DEMO: 'none', ...settings });
  return {
    ...product,
    isUp: () => answers(product.url),
    loseDocuments: async () => {
      for (const end of ['', '-wal', '-shm']) await rm(join(product.folder, `documents.db${end}`), { force: true });
    },
  };
});
