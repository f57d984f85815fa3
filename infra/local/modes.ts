/** One of the two ways to run on one machine. Whatever differs between them is a member of this, and of nothing else. */
export type Mode = {
  /** How a data folder says whose it is. */
  readonly name: ModeName;
  /**
   * Whether `/_local/*` is there: invented people to be, without a password, the clock, which moves when it is told, the
   * mail. Without it people sign in with an issuer outside, and time is the real one.
   */
  readonly hasLocalPages: boolean;
  /** Whether the data may be erased by an option of the command line. */
  readonly isErasable: boolean;
  /** Whether mail is said to have arrived; else it is kept, and nothing is said of it. */
  readonly deliversMail: boolean;
  /** Whether the AWS port takes the signature of an installation's own key only; else of anybody on this machine. */
  readonly asksForKey: boolean;
};

export type ModeName = 'demonstration' | 'installed';

export const modes: Readonly<Record<ModeName, Mode>> = {
  demonstration: {
    name: 'demonstration',
    hasLocalPages: true,
    isErasable: true,
    deliversMail: true,
    asksForKey: false,
  },
  installed: { name: 'installed', hasLocalPages: false, isErasable: false, deliversMail: false, asksForKey: true },
};
