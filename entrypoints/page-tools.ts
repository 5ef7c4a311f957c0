import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { joinPage } from '../src/page/tools.ts';

// Brought into a document by the background, where the script of `page.content.ts` asks for it.
export default defineUnlistedScript({ main: joinPage });
