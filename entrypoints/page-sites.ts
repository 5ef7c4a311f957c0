import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startSites } from '../src/page/sites/sites.ts';

// Brought into a document by the background, which is given what is known of the site.
export default defineUnlistedScript({ main: startSites });
