/** At most `room` long. What is cut off leaves a figure: two addresses that only begin alike are two, and so are their drafts. */
export const shortenPath = (path: string, room: number): string => {
  if (path.length <= room) return path;
  let sum = 0;
  for (let at = 0; at < path.length; at++) sum = (Math.imul(sum, 31) + path.charCodeAt(at)) | 0;
  const mark = `~${(sum >>> 0).toString(36)}`;
  return path.slice(0, room - mark.length) + mark;
};
