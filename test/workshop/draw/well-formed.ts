/** What is wrong with a piece of XML, or of HTML written as XML; `undefined` when every tag and entity is in order. */
export function illFormed(xml: string, voidElements: string[] = []): string | undefined {
  const open: string[] = [];
  const rest = xml.replace(/<!doctype html>/i, '').replace(/<(style|script)(\s[^<>]*)?>[\s\S]*?<\/\1>/g, '');
  const tag = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"<>]*")?)*)\s*(\/?)>/g;
  const text = rest.replace(tag, (all, closing: string, name: string, _attributes, selfClosing: string) => {
    if (closing !== '' && open.pop() !== name) open.push(`unexpected ${all}`);
    else if (closing === '' && selfClosing === '' && !voidElements.includes(name)) open.push(name);
    return '';
  });
  if (open.length > 0) return `not closed: ${open.join(', ')}`;
  const stray = text.replace(/&(#\d+|amp|lt|gt|quot|nbsp);/g, '').match(/.{0,30}[<>&].{0,30}/);
  return stray ? `stray ${stray[0]}` : undefined;
}
