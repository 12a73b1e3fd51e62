/** English, for a site's policy: where its visitors may be driven. */

/** The words of the form and of its dry run. */
export const policyEn = {
  title: 'Where visitors may be driven',
  allowed: 'Hosts that tours open at once',
  allowedHint:
    'One a line: bank.example, or *.bank.example for all below it. The website’s own addresses and known pages always are.',
  blocked: 'Hosts that are never opened',
  blockedHint: 'One a line, written likewise. Not as a link either.',
  chats: 'One visitor, to any other public address',
  tours: 'Many at once, to any other public address',
  elsewhere: {
    allowed: 'is driven there',
    confirmed: 'after a question that names the host and the number of browsers',
    refused: 'is never driven there',
  },
  downloads: 'Addresses that are known to be downloads',
  download: {
    refused: 'can only be sent as a link',
    allowed: 'can be driven to: the browser keeps a file and stays where it is',
  },
  who: 'For',
  purposes: { chat: 'one visitor', tour: 'a tour' },
  confirm: (host: string) => `Yes, after a question that names ${host}`,
  mayDrive: 'May drive',
  mayDriveOf: (name: string) => `${name} may drive visitors’ browsers`,
  mayNotDrive: 'Your account may not drive. You can send a link.',
};
