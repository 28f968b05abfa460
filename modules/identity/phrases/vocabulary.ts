/**
 * Words that a child of eight reads and writes: our own list, of things, animals, food, places, weather, play and colours, three to nine
 * letters. Nothing that frightens or mocks. Accents are written here and forgiven when typed.
 */
export const vocabulary: readonly string[] = [
  ...new Set(
    `
  abeille abricot accordéon acrobate affiche agneau aigle aiguille ail aile aimant air album algue allumette alouette alpage amande ami
  ampoule ananas ancre âne ange anneau antenne araignée arbre arc arche ardoise argent argile armoire arrosoir artiste asperge assiette
  atelier atlas aube auberge aubergine aurore autobus automne autruche avalanche avion avocat avoine avril baignoire bague baguette
  baie balade balai balançoire balcon baleine balle ballet ballon bambou banane banc bande banjo banquise barque barrière basket bassin
  bateau bâton batterie baudruche bazar beau bec belette berceau berger beurre biberon bibliothèque biche bidon bijou billard bille
  biscotte biscuit bison bisou blaireau blanc blé bleu bleuet blouson bobine boisson boîte bol bonbon bond bonheur bonjour bonnet
  bosse botte bouchon boucle bougie bouilloire boule bouleau bouquet bourgeon boussole bouteille boutique bouton bracelet branche bras
  bravo brebis bricolage brindille brioche brique brise brochet brosse brouette brouillard brousse bruit brume buffet buisson bulle
  bureau bus buse butin cabane cabas cabri cacao cachette cactus cadeau cadran cadre café cage cahier caille caillou caisse calendrier
  calme camarade caméléon caméra camion camp campagne canal canapé canard caneton canne canoë cantine cape capitaine capuche caramel
  caravane caribou carnaval carnet carotte carpe carré carreau carrefour cartable carte carton cascade casque casserole castor cave
  caverne cèdre ceinture céleri cerceau cercle céréale cerf cerise chaise chaîne chalet chaleur chameau chamois champ champion chance
  chanson chant chapeau chapitre char charrette château chaton chaud chaussette chaussure chemin cheminée chemise chêne chenille cheval
  cheveu cheville chèvre chevreau chiffre chiot chocolat chorale chou chouette ciel cigale cigogne cil cinéma cintre cirage cirque
  ciseaux citron citrouille clairière clairon clarinette classe clavier clé clémentine cloche clôture clou clown coccinelle cochon
  cocon cocotier coffre coing colibri collage colle collier colline colombe colonne comète compas compote concert concombre confiture
  conte copain copie coq coquelicot coquille corail corbeau corbeille corde cornet cornichon corridor cosmos côte coton couette couleur
  couloir coupe courage courgette couronne course cousin coussin couteau couture crabe craie crapaud cravate crayon crème crêpe cresson
  crevette criquet cristal crocodile croissant croûton cube cueillette cuillère cuisine culbute cygne cyprès dahlia daim dame dauphin
  départ dessert dessin détective devinette diamant dimanche dinde dîner dinosaure disque docteur dodo doigt domino dortoir dos douche
  doudou dragon drap drapeau droit dromadaire dune duvet échalote écharpe échasse échelle écho éclair école écorce écran écrevisse écrou
  écureuil écurie édredon églantine élan élastique éléphant élève émeraude encre endive énigme enveloppe épée épi épice épinard éponge
  équipe érable escalier escargot espace été étagère étang étoile évier éventail fable façade facteur faisan falaise famille fanfare
  farandole farine faucon fauteuil faux fée fenêtre fenouil ferme fermier fête feu feuille feutre fève février ficelle figue figure fil
  filet fille fjord flamant flamme flaque flèche fleur fleuve flocon flûte foin foire fontaine foot forêt forge fossile foulard four
  fourchette fourmi foyer fraise framboise frêne frère friandise frigo frite froid fromage front fruit fumée furet fusain fusée futon
  galaxie galerie galet galette galop gant garage garçon gare gâteau gaufre gazelle gazon géant gecko gelée genou gentiane géranium
  gerbille gibbon girafe giraffon girouette givre glace gland glycine gobelet goéland golf gomme gondole gorge gorille gourde goûter
  goutte grain graine grange grappe gravier grenier grenouille griffe grillon grimpeur grive grotte groupe grue gruyère guêpe
  guépard guide guignol guirlande guitare habit hamac hamster hanche hanneton harmonica haricot harpe hélice hérisson hermine héron
  héros herbe hêtre heure hibou hippocampe hirondelle histoire hiver homard horizon horloge hortensia hotte houx huile huître huppe
  igloo île image immeuble index indigo iris ivoire jacinthe jade jaguar jambe jambon janvier jardin jasmin jaune jean jeton jeu jeudi
  jockey jonc jonquille jongleur jonque joue jouet jour journal juillet juin jumeau jument jungle jupe jus kangourou karaté kayak képi
  kimono kiosque kiwi koala labyrinthe lac lacet lagune laine lait laitue lama lampe lampion lande langue lapin large laurier lavande
  lecture légende légume lessive lettre lézard liane libellule licorne lierre lièvre ligne lilas limace limonade lin lion liste lit
  litchi livre locomotive loir losange loto loup loupe loutre lucarne luciole luge lumière lundi lune lunettes lutin luth lynx lys
  machine magasin magie magicien magnolia mai maillot main maïs maison maître malle mammouth manchot mandarine manège mangue manteau
  marbre marche mardi marelle marguerite marin marmite marmotte marron mars marteau martin masque mât matelas matin mauve mécano médaille
  méduse mélèze mélodie melon menthe menton menuisier mer mercredi merise merle merveille mésange métal métro miel miette mille mimosa
  mine minute miroir mistral moineau moisson moitié molaire moment monde montagne montre moquette morceau morse moteur moto mouche
  moufle mouette moulin mousse moustache mouton muguet mulot mur mûre musée museau musique myrtille nacre nage nappe narcisse natte
  nature navet navire nectar neige nénuphar nèfle nez niche nid noisette noix nombre nord note nougat nounours novembre nuage nuit
  numéro nuque oasis océan octobre odeur oie oignon oiseau olive ombre omelette once oncle orage orange orchestre orchidée oreille
  oreiller orge orgue orme ortie oseille otarie ouistiti ourson outil ouvrier ovale pagaie page paille pain palais palette palme palmier
  pamplemousse panda panier panneau panthère pantin pantoufle paon papier papillon paquet parasol parc pardon parfum parquet partage pas
  passerelle pastel pastèque pâte patin patinoire patte paume pavé pavot pays paysage peau pêche pêcheur pédale peigne peintre pélican
  pelle pelote peluche pendule pensée pépin pépite perche perle perroquet persil pétale petit peuplier phare phoque photo piano pic
  pièce pied pierre pigeon pilote pin pinceau pingouin pintade pipeau piquet pirate pirogue piscine pistache pivert pivoine pizza placard
  place plage plaine planche planète plante plateau platane plongeon pluie plume poche poêle poème poésie poids poignée poil poing point
  poire poireau poirier poisson poitrail poivre poivron polaire pollen polo pomme pompe pompier poney pont pop porcelet port porte porto
  poste pot potage poteau potiron pouce poudre poulain poule poulie poulpe poumon poupée poussin prairie pré préau premier primevère
  prince printemps prisme prune puce puits pull puma pupitre puzzle pyramide python quai quart quartier quatre quenouille question queue
  quiche quille quinze rabot racine radeau radio radis rail raisin rallye rame ramier rampe randonnée râteau raton raquette rayon récif
  récolte récré refrain règle reine renard renne repas requin réveil rêve rideau rime rivage rive rivière riz robe robinet robot roche
  rocher rollers roman romarin ronce rond ronde rondin roseau rosée rose rossignol roue rouge route royaume ruban ruche ruelle rugby
  ruisseau rythme sable sabot sac safari safran saison salade salle salon salut samedi sandale sandwich santé sapin sardine sauce sauge
  saule saumon saut sauterelle savane savon scarabée scène scie science score seau secret seigle semaine semelle semis septembre serin
  serre serviette siège sieste sifflet signal silence singe sirène sirop sitar ski soie soif soir soleil solfège sommet son sonnette
  sorbet sorcier soulier soupe source sourire souris spectacle sphère spirale sport square stade statue steppe stylo sucre sud sureau
  surf surprise sureau table tableau tablier tabouret taille talon tambour tamis tamtam tante tapis tarte tartine tasse
  taupe taxi télescope témoin tempête temple tennis tente terrain terrasse terre terrier thé théâtre thermos thon thym tiare ticket tiède
  tige tigre tilleul timbre tipi tiroir tisane tissu titre toboggan toile toit tomate tonneau topaze torche tortue totem toucan toupie
  tour tourbillon tournesol tracteur train traîneau trait trampoline trapèze trèfle tresse triangle tricot trio triton troll trombone
  trompette tronc trône trottoir troupeau trousse truite truffe tube tuile tulipe tunnel turban turbine unique univers usine vache vague
  vaisseau valise vallée valse vanille vanneau vase vélo velours vendredi vent ventre verger verre vert verveine veste viaduc vigne
  village ville vingt violette violon virage visage vitesse vitre voile voilier voisin voiture volant volcan volet voyage wagon yaourt
  yoga yourte zèbre zéro zigzag zinc zoo
  `
      .trim()
      .split(/\s+/)
      .filter((word) => word.length >= 3 && word.length <= 11),
  ),
];
