/**
 * Words that people here choose first, in plain letters: a password made of one of them and a few figures or signs is refused. The
 * list is ours: what is typed without thinking, the family, the school, the region, football, screens.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  motdepasse monmotdepasse lemotdepasse motsecret monsecret secret password passe passeport azerty azertyuiop azertyui qwerty qwertyuiop
  qsdfghjklm wxcvbn azeqsd aqwzsx poiuytreza mlkjhgfdsq bonjour bonsoir bonjourlasse salut coucou bienvenue merci aurevoir jetaime
  jetadore jtm jtaime jetaimemaman jetaimepapa monamour amour amoureux amitie bisous bisou calin coeur moncoeur moncheri macherie
  cheri cherie doudou monbebe bebe chouchou loulou louloute titou titi toto tata tonton nounou nounours maman papa mamie papi papy
  mamanpapa papamaman famille mafamille enfants mesenfants monfils mafille frere soeur cousin cousine parents princesse prince roi
  reine licorne sirene fee pirate chevalier dragon dinosaure lapin chaton chat monchat chien monchien toutou minou minette felix
  medor cheval poney panda tigre lion loup ours dauphin tortue papillon coccinelle soleil lune etoile arcenciel nuage neige pluie
  orage printemps automne hiver vacances noel joyeuxnoel anniversaire dimanche lundi samedi janvier fevrier mars avril juin juillet
  aout septembre octobre novembre decembre rentree chocolat nutella bonbon gateau crepe pizza frite kebab cafe fromage fraise
  cerise pomme banane framboise caramel vanille reglisse fleur tulipe rose marguerite violette jardin maison mamaison bleu rouge
  vert jaune orange violet noir blanc ecole monecole lecole college moncollege classe maclasse maitresse maitre professeur prof
  directeur directrice principal eleve cantine recreation devoirs cartable crayon cahier tableau trousse lecture dictee
  multiplication pronote ent lent laclasse preau lyon lyonnais rhone saone villeurbanne grandlyon metropole marseille paris
  bordeaux lille toulouse nantes strasbourg france vivelafrance francais bretagne corse algerie maroc tunisie portugal italie
  senegal mali turquie allezlom allezlol allezlesbleus allezparis olympique olympiquelyonnais psg asse football foot ballon
  champion mbappe ronaldo messi neymar zidane benzema griezmann rugby tennis basket judo danse gymnastique piscine natation velo
  moto voiture ferrari porsche camion tracteur pompier police superman batman spiderman ironman avengers pokemon pikachu naruto
  dragonball sangoku onepiece minecraft fortnite roblox mario zelda sonic brawlstars fifa playstation nintendo xbox youtube
  snapchat instagram tiktok facebook whatsapp google internet ordinateur telephone tablette iphone samsung microsoft windows
  android netflix disney reinedesneiges elsa anna stitch barbie hellokitty musique guitare piano chanson rap jul ninho gims
  stromae goldman johnny hallyday liberte egalite fraternite paix bonheur espoir chance force courage victoire magie magique mystere
  fantome ninja samourai guerrier warrior shadow master admin administrateur administrator utilisateur user root invite guest test
  essai demo exemple temporaire changeme changezmoi nouveau nouvelle welcome letmein iloveyou sunshine princess football monkey
  dragon abcdef abcdefgh abcdefghij alphabet chiffre nombre lettre jesus dieu allah inchallah mohamed ahmed fatima marie nicolas
  julien thomas antoine camille lea manon emma lucas hugo louis gabriel raphael jules adam nathan enzo theo leo arthur paul mathis
  sarah chloe ines jade louise alice lina zoe rose julie pauline sophie isabelle nathalie sandrine stephanie philippe laurent
  christophe pascal patrick michel pierre jean david kevin jordan mehdi karim yanis rayan ilyes sofia aya nour
  `
    .trim()
    .split(/\s+/),
);
