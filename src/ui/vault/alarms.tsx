import { DamageAlarm, type DamageAlarmProps } from './damage-alarm.tsx';
import { IdentityAlarm } from './identity-alarm.tsx';
import { OlderCopyAlarm } from './older-copy-alarm.tsx';
import { RebuildAlarm } from './rebuild-alarm.tsx';

/** Everything that was done to the vault behind our back; nothing where all is sound. */
export const Alarms = (props: DamageAlarmProps) => (
  <>
    <OlderCopyAlarm {...props} />
    <IdentityAlarm {...props} />
    <DamageAlarm {...props} />
    <RebuildAlarm {...props} />
  </>
);
