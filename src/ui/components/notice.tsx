import type { ComponentChildren } from 'preact';

interface NoticeProps {
  readonly kind: 'info' | 'good' | 'warn' | 'danger';
  readonly title?: string;
  readonly children: ComponentChildren;
  /** `status` is read out when there is time, `alert` at once; absent for what stands there from the beginning. */
  readonly role?: 'status' | 'alert';
  readonly testId?: string;
}

/** A framed remark. The kind shows in the edge and in an icon, never in colour alone. */
export const Notice = ({ kind, title, children, role, testId }: NoticeProps) => (
  <div class={`notice notice-${kind}`} role={role} data-testid={testId}>
    <span class="notice-icon" aria-hidden="true">
      {icons[kind]}
    </span>
    <div class="notice-body">
      {title !== undefined && <strong class="notice-title">{title}</strong>}
      {children}
    </div>
  </div>
);

const icons = { info: 'i', good: '✓', warn: '!', danger: '!' } as const;
