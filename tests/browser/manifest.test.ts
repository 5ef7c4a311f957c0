import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const manifestOf = (build: string) => JSON.parse(readFileSync(`.output/${build}/manifest.json`, 'utf8'));

describe('the released build', () => {
  const released = manifestOf('chrome');

  it('asks for no site at install and for nothing beyond what is listed', () => {
    expect(released.host_permissions).toBeUndefined();
    expect(released.content_scripts).toBeUndefined();
    expect(released.permissions.toSorted()).toEqual(
      [
        'activeTab',
        'alarms',
        'contextMenus',
        'idle',
        'offscreen',
        'scripting',
        'sidePanel',
        'storage',
        'unlimitedStorage',
      ].sort(),
    );
    expect(released.externally_connectable ?? {}).not.toHaveProperty('matches');
  });

  it('runs no remote code and lets pages reach the two frames only, by an address that changes', () => {
    expect(released.content_security_policy.extension_pages).toContain(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
    );
    expect(released.content_security_policy.extension_pages).toContain("require-trusted-types-for 'script'");
    expect(released.web_accessible_resources).toEqual([
      { resources: ['composer.html', 'reader.html'], matches: ['<all_urls>'], use_dynamic_url: true },
    ]);
  });

  it('differs from the build that these tests load in loopback permissions alone', () => {
    const { host_permissions, ...rest } = manifestOf('chrome-loopback');
    expect(host_permissions).toEqual(['http://*/*']);
    expect(rest).toEqual(released);
    const diff = execFileSync('diff', ['-rq', '--exclude=manifest.json', '.output/chrome', '.output/chrome-loopback'], {
      encoding: 'utf8',
    });
    expect(diff).toBe('');
  });
});
