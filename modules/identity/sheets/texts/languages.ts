/**
 * What a login sheet says, in the second language that a school chooses for its families. Short sentences, no figure and no Latin
 * word inside: a line from right to left is set as it stands. The address, the code and the day are printed once, beside.
 */
export interface SheetWords {
  /** The language's own name, to choose it by. */
  readonly name: string;
  readonly title: string;
  readonly scan: string;
  readonly proof: Readonly<Record<'child-birth-date' | 'own-birth-date' | 'mail', string>>;
  readonly choose: string;
  readonly keep: string;
}

export const secondLanguages = ['ar', 'en', 'es', 'it', 'pt', 'ro', 'ru', 'sq', 'tr', 'uk'] as const;
export type SecondLanguage = (typeof secondLanguages)[number];

export const sheetWords: Readonly<Record<SecondLanguage, SheetWords>> = {
  ar: {
    name: 'العربية',
    title: 'ورقة الدخول',
    scan: 'امسحوا المربع بالهاتف، أو افتحوا العنوان وانسخوا الرمز.',
    proof: {
      'child-birth-date': 'أدخلوا تاريخ ميلاد طفلكم.',
      'own-birth-date': 'أدخلوا تاريخ ميلادكم.',
      mail: 'أدخلوا عنوان البريد الإلكتروني الذي تعرفه المدرسة.',
    },
    choose: 'اختاروا كلمة سر خاصة بكم. لن تحتاجوا إلى الرمز بعد ذلك.',
    keep: 'يستعمل الرمز مرة واحدة، خلال خمسة وأربعين يوما. احتفظوا بهذه الورقة لأنفسكم: لكل ولي أمر ورقته.',
  },
  en: {
    name: 'English',
    title: 'Sign-in sheet',
    scan: 'Scan the square with a phone, or open the address and copy the code.',
    proof: {
      'child-birth-date': 'Give your child’s date of birth.',
      'own-birth-date': 'Give your date of birth.',
      mail: 'Give the e-mail address that the school knows.',
    },
    choose: 'Choose a password of your own. You will not need the code again.',
    keep: 'The code works once, within 45 days. Keep this sheet to yourself: each parent has their own.',
  },
  es: {
    name: 'Español',
    title: 'Hoja de acceso',
    scan: 'Escanee el cuadrado con un teléfono, o abra la dirección y copie el código.',
    proof: {
      'child-birth-date': 'Indique la fecha de nacimiento de su hijo o hija.',
      'own-birth-date': 'Indique su fecha de nacimiento.',
      mail: 'Indique el correo electrónico que conoce la escuela.',
    },
    choose: 'Elija su propia contraseña. Ya no necesitará el código.',
    keep: 'El código sirve una sola vez, durante 45 días. Guarde esta hoja para usted: cada responsable tiene la suya.',
  },
  it: {
    name: 'Italiano',
    title: 'Foglio di accesso',
    scan: 'Inquadri il quadrato con un telefono, oppure apra l’indirizzo e copi il codice.',
    proof: {
      'child-birth-date': 'Indichi la data di nascita di suo figlio o di sua figlia.',
      'own-birth-date': 'Indichi la sua data di nascita.',
      mail: 'Indichi l’indirizzo e-mail che la scuola conosce.',
    },
    choose: 'Scelga una password tutta sua. Il codice non servirà più.',
    keep: 'Il codice vale una volta sola, entro 45 giorni. Tenga questo foglio per sé: ogni genitore ha il suo.',
  },
  pt: {
    name: 'Português',
    title: 'Ficha de acesso',
    scan: 'Leia o quadrado com um telemóvel, ou abra o endereço e copie o código.',
    proof: {
      'child-birth-date': 'Indique a data de nascimento do seu filho ou da sua filha.',
      'own-birth-date': 'Indique a sua data de nascimento.',
      mail: 'Indique o endereço eletrónico que a escola conhece.',
    },
    choose: 'Escolha a sua própria palavra-passe. Não voltará a precisar do código.',
    keep: 'O código serve uma só vez, durante 45 dias. Guarde esta ficha para si: cada responsável tem a sua.',
  },
  ro: {
    name: 'Română',
    title: 'Fișă de acces',
    scan: 'Scanați pătratul cu un telefon sau deschideți adresa și copiați codul.',
    proof: {
      'child-birth-date': 'Indicați data nașterii copilului.',
      'own-birth-date': 'Indicați data nașterii dumneavoastră.',
      mail: 'Indicați adresa de e-mail pe care o cunoaște școala.',
    },
    choose: 'Alegeți o parolă a dumneavoastră. Nu veți mai avea nevoie de cod.',
    keep: 'Codul funcționează o singură dată, timp de 45 de zile. Păstrați fișa doar pentru dumneavoastră: fiecare părinte o are pe a sa.',
  },
  ru: {
    name: 'Русский',
    title: 'Лист для входа',
    scan: 'Отсканируйте квадрат телефоном или откройте адрес и введите код.',
    proof: {
      'child-birth-date': 'Укажите дату рождения ребёнка.',
      'own-birth-date': 'Укажите свою дату рождения.',
      mail: 'Укажите адрес электронной почты, который знает школа.',
    },
    choose: 'Выберите собственный пароль. Код больше не понадобится.',
    keep: 'Код действует один раз, в течение 45 дней. Никому не передавайте этот лист: у каждого родителя свой.',
  },
  sq: {
    name: 'Shqip',
    title: 'Fleta e hyrjes',
    scan: 'Skanoni katrorin me telefon, ose hapni adresën dhe shkruani kodin.',
    proof: {
      'child-birth-date': 'Jepni datën e lindjes së fëmijës tuaj.',
      'own-birth-date': 'Jepni datën tuaj të lindjes.',
      mail: 'Jepni adresën e postës elektronike që njeh shkolla.',
    },
    choose: 'Zgjidhni një fjalëkalim tuajin. Kodi nuk do t’ju duhet më.',
    keep: 'Kodi vlen një herë, brenda 45 ditësh. Mbajeni këtë fletë vetëm për vete: çdo prind ka të tijën.',
  },
  tr: {
    name: 'Türkçe',
    title: 'Giriş belgesi',
    scan: 'Kareyi telefonla okutun veya adresi açıp kodu yazın.',
    proof: {
      'child-birth-date': 'Çocuğunuzun doğum tarihini yazın.',
      'own-birth-date': 'Doğum tarihinizi yazın.',
      mail: 'Okulun bildiği e-posta adresini yazın.',
    },
    choose: 'Kendi parolanızı seçin. Koda bir daha ihtiyacınız olmayacak.',
    keep: 'Kod bir kez ve 45 gün içinde kullanılır. Bu belgeyi kimseye vermeyin: her velinin kendi belgesi vardır.',
  },
  uk: {
    name: 'Українська',
    title: 'Аркуш для входу',
    scan: 'Відскануйте квадрат телефоном або відкрийте адресу й введіть код.',
    proof: {
      'child-birth-date': 'Вкажіть дату народження дитини.',
      'own-birth-date': 'Вкажіть свою дату народження.',
      mail: 'Вкажіть адресу електронної пошти, яку знає школа.',
    },
    choose: 'Оберіть власний пароль. Код більше не знадобиться.',
    keep: 'Код діє один раз протягом 45 днів. Нікому не передавайте цей аркуш: кожен із батьків має свій.',
  },
};
