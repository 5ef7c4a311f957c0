// The stems of what is chosen most often, most often first, from what every published list has in common. Keyboard rows,
// digits, dates, repetitions and changed letters are found by rules and need no entry.
export const commonPasswords: readonly string[] = (
  'password passwort motdepasse contrasena senha iloveyou welcome admin administrator letmein dragon monkey football ' +
  'baseball master sunshine princess shadow superman batman trustno1 starwars whatever freedom hello charlie michael ' +
  'jordan jennifer michelle jessica ashley daniel thomas andrew joshua matthew robert hunter buster soccer hockey ' +
  'killer george summer winter spring autumn love secret computer internet samsung google facebook twitter apple ' +
  'cookie pepper ginger maggie tigger purple orange banana chocolate cheese flower angel lovely family forever ' +
  'passw0rd pass login access changeme default guest root user test temp server system network windows linux ubuntu ' +
  'mustang corvette ferrari porsche mercedes yamaha harley chelsea liverpool arsenal barcelona juventus ' +
  'pokemon naruto minecraft fortnite zelda mario matrix phoenix merlin gandalf ninja samurai diamond silver golden ' +
  'blessed jesus christ heaven destiny amanda nicole anthony william samantha alexander christian patrick benjamin ' +
  'schatz hallo ficken sommer passwort1 geheim schalke bayern dortmund berlin hamburg muenchen deutschland ' +
  'soleil doudou chouchou bonjour azerty marseille france camille nicolas loulou amour jetaime coucou ' +
  'fieldseal vault passphrase keyword opensesame abc123 qazwsx zaq12wsx q1w2e3r4 1q2w3e4r asdfgh zxcvbn'
).split(' ');
