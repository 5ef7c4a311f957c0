import '../src/keeper/own-files-only.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveLane } from '../src/crypto/index.ts';

export default defineUnlistedScript(() => {
  addEventListener('message', ({ data }) => serveLane(data), { once: true });
});
