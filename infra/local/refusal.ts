/** The runtime will not start or go on; the message is one line that says what to do. Nothing was harmed. */
export class RuntimeRefusal extends Error {
  override readonly name = 'RuntimeRefusal';
}
