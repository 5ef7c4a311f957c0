import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { chunkForFrame } from './scripts/frame-chunk.ts';
import { collectLicences } from './scripts/licences.ts';

const licences = collectLicences(import.meta.dirname);

/** Pins the extension id (SHA-256 of this public key), which passkeys will be bound to. The private half is thrown away. */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7n3MF+afuJlus6Cj275txKEW31Wl8Fzsh/SJBGk7VUzgQCNB8eMlD8E6XkyJ2YCbxj/NiMIY+IQd+NDMQn8oPgwwcDFvmnsQRDx9M7e38Enn7qrZ423uDYiKZcU0c47hrgpBF8Wfb5yx9NQ7GWxp/8kZWYNrhDyfR1Pjb1m57Zag+Oh1JX/z6pe3tgUQ6bAZEwesGVIqO3uwoyWlsQOn/fpcFN3d8PGLwC29oQ6PZ424whGhDLfj3BTIf8wphwFtO1U8pkas6jheCVKe4NG9FDyQWt3ItYgDdi+C/2Oibc4rc8ZmkOubiG+SnG5O1e/O8wrLtstKg6QwLWFcGxv37wIDAQAB';

const pageCsp = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self' https:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The browser tests load a build that may read loopback pages without asking; a test proves that this is its only difference. */
const loopback = process.env.FIELDSEAL_LOOPBACK === '1' ? ['http://*/*'] : undefined;

export default defineConfig({
  modules: ['@wxt-dev/i18n/module'],
  i18n: { localesDir: resolve('src/static/locales') },
  publicDir: 'src/static/public',
  outDir: '.output',
  outDirTemplate: loopback ? 'chrome-loopback' : 'chrome',
  imports: false,
  targetBrowsers: ['chrome'],
  manifestVersion: 3,
  // What is read and not used is left out of the scripts that go into every frame; no getter of ours does anything else.
  // Nor does the build tool's logger in a build for people to use: it throws the same error right after.
  vite: () => ({
    plugins: [licences.plugin],
    build: {
      rolldownOptions: { treeshake: { propertyReadSideEffects: false, manualPureFunctions: ['logger.error'] } },
    },
  }),
  hooks: {
    'vite:build:extendConfig': chunkForFrame,
    'build:publicAssets': (_wxt, assets) => {
      for (const file of ['core.wasm', 'core-baseline.wasm']) {
        assets.push({ relativeDest: file, absoluteSrc: resolve('build', file) });
      }
      assets.push({ relativeDest: 'licences.txt', contents: licences.page() });
    },
  },
  manifest: {
    name: '__MSG_extension_name__',
    short_name: 'Fieldseal',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    minimum_chrome_version: '148',
    key,
    permissions: [
      'activeTab',
      'scripting',
      'storage',
      'alarms',
      'idle',
      'contextMenus',
      'offscreen',
      'sidePanel',
      'unlimitedStorage',
    ],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    ...(loopback ? { host_permissions: loopback } : {}),
    message_serialization: 'structured_clone',
    content_security_policy: { extension_pages: pageCsp },
    action: { default_title: '__MSG_action_title__' },
    commands: {
      // No Alt+Shift and no Ctrl+Shift: on Windows both switch the keyboard layout. On macOS Alt types characters.
      'seal-field': {
        suggested_key: { default: 'Alt+K', mac: 'MacCtrl+Shift+K' },
        description: '__MSG_command_seal__',
      },
      lock: { suggested_key: { default: 'Alt+L', mac: 'MacCtrl+Shift+L' }, description: '__MSG_command_lock__' },
    },
    web_accessible_resources: [
      { resources: ['composer.html', 'reader.html'], matches: ['<all_urls>'], use_dynamic_url: true },
    ],
  },
});
