import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { joinWriting } from '../src/page/insert/join.ts';

// Brought into a document by the background, once somebody writes for a field.
export default defineUnlistedScript({ main: joinWriting });
