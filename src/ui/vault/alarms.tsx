import { DamageAlarm, type DamageAlarmProps } from './damage-alarm.tsx';
import { IdentityAlarm } from './identity-alarm.tsx';
import { OlderCopyAlarm } from './older-copy-alarm.tsx';
import { RebuildAlarm } from './rebuild-alarm.tsx';

/**
 * Everything that was done to the vault behind our back; nothing where all is sound. Where part of it can be rebuilt,
 * that comes first, and the rest is short: it may be gone afterwards.
 */
export const Alarms = (props: DamageAlarmProps) => {
  const rest: DamageAlarmProps = props.status.rebuildable ? { ...props, length: 'short' } : props;
  return (
    <>
      <OlderCopyAlarm {...props} />
      <RebuildAlarm {...props} />
      <IdentityAlarm {...rest} />
      <DamageAlarm {...rest} />
    </>
  );
};
