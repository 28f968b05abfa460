/*
 * Names for people who do not exist. Frequent ones first, then those that break careless software: apostrophes,
 * particles, hyphens, Ñ, Œ, É, a single letter, a very long one. All of them can be written in ISO-8859-15.
 */
const words = (text: string): string[] => text.trim().split(/\s*,\s*/);

export const SURNAMES = words(`
MARTIN, BERNARD, THOMAS, PETIT, ROBERT, RICHARD, DURAND, DUBOIS, MOREAU, LAURENT, SIMON, MICHEL, LEFEBVRE, LEROY, ROUX,
DAVID, BERTRAND, MOREL, FOURNIER, GIRARD, BONNET, DUPONT, LAMBERT, FONTAINE, ROUSSEAU, VINCENT, MULLER, LEFEVRE, FAURE,
ANDRE, MERCIER, BLANC, GUERIN, BOYER, GARNIER, CHEVALIER, FRANCOIS, LEGRAND, GAUTHIER, GARCIA, PERRIN, ROBIN, CLEMENT,
MORIN, NICOLAS, HENRY, ROUSSEL, MATHIEU, GAUTIER, MASSON, MARCHAND, DUVAL, DENIS, DUMONT, MARIE, LEMAIRE, NOEL, MEYER,
DUFOUR, MEUNIER, BRUN, BLANCHARD, GIRAUD, JOLY, RIVIERE, LUCAS, BRUNET, GAILLARD, BARBIER, ARNAUD, MARTINEZ, GERARD,
ROCHE, RENARD, SCHMITT, ROY, LEROUX, COLIN, VIDAL, CARON, PICARD, ROGER, FABRE, AUBERT, LEMOINE, RENAUD, DUMAS, LACROIX,
OLIVIER, PHILIPPE, BOURGEOIS, PIERRE, BENOIT, REY, LECLERC, PAYET, ROLLAND, LECLERCQ, GUILLAUME, LECOMTE, LOPEZ, JEAN,
DUPUY, GUILLOT, HUBERT, BERGER, CARPENTIER, SANCHEZ, DUPUIS, MOULIN, LOUIS, DESCHAMPS, HUET, VASSEUR, PEREZ, BOUCHER,
FLEURY, ROYER, KLEIN, JACQUET, ADAM, PARIS, POIRIER, MARTY, AUBRY, GUYOT, CARRE, CHARLES, RENAULT, CHARPENTIER, MENARD,
MAILLARD, BARON, BERTIN, BAILLY, HERVE, SCHNEIDER, FERNANDEZ, COLLET, LEGER, BOUVIER, JULIEN, PREVOST, MILLET, PERROT,
DANIEL, COUSIN, GERMAIN, BRETON, BESSON, LANGLOIS, REMY, PELLETIER, LEVEQUE, PERRIER, LEBLANC, BARRE, LEBRUN, MARCHAL,
WEBER, MALLET, HAMON, BOULANGER, JACOB, MONNIER, MICHAUD, RODRIGUEZ, GUICHARD, GILLET, ETIENNE, GRONDIN, POULAIN, TESSIER,
CHEVALLIER, COLLIN, CHAUVIN, BOUCHET, GAY, LEMAITRE, BENARD, MARECHAL, HUMBERT, REYNAUD, ANTOINE, HOARAU, PERRET,
BARTHELEMY, CORDIER, PICHON, LEJEUNE, GILBERT, LAMY, DELAUNAY, PASQUIER, CARLIER, LAPORTE, CHAMBON, BERTHET, VIALLET,
GONON, BADIN, CHARRETON, FAYOLLE, BROSSARD, MOLLARD, PONCET, RAVIER, JOUVE, THEVENET, BERAUD, DESBOIS, CROZET, GENEVOIS,
DIALLO, TRAORE, BENALI, HADDAD, BELKACEM, SAIDI, CHERIF, MANSOURI, BOUAZIZ, BRAHIMI, HAMIDI, ZERROUKI, AMRANI, KADDOURI,
SLIMANI, OUALI, TOURE, KONE, CISSE, CAMARA, KEITA, COULIBALY, SOW, BARRY, BA, NDIAYE, FALL, DIOP, MENDY, GOMIS, MAKIADI,
TSHIBANGU, MBALA, NGUYEN, TRAN, PHAM, LE, CHEN, WANG, ZHANG, YILMAZ, KAYA, DEMIR, OZTURK, ARSLAN, POPESCU, IONESCU,
KOWALSKI, NOWAK, HORVATH, NOVAK, ROSSI, RUSSO, ESPOSITO, FERRARI, BIANCHI, FERREIRA, PEREIRA, OLIVEIRA, CARVALHO, GOMES,
RIBEIRO, TEIXEIRA, MOREIRA, SILVA, SANTOS, GONZALEZ, RUIZ, MORENO, JIMENEZ, ROMERO, NAVARRO, TORRES, HAKOBYAN, SARGSYAN,
PETROSYAN, BERISHA, KRASNIQI, HOXHA, IVANOV, PETROVA, KUMAR, SINGH, RAHMAN, HUSSAIN, WOLDE, TESFAYE, HABTE, RAKOTO,
RANDRIA, SAID ALI, ATTOUMANI, DOS SANTOS, DA COSTA, EL AMRANI, EL KHATTABI, BEN SALAH, BEN YOUSSEF, AIT ALI, OULD AMAR,
LE GOFF, LE GALL, LE ROUX, DE SOUSA, DE OLIVEIRA, VAN DEN BERG, DI MARCO, DE LA TOUR DU PIN, DE SAINT-AUBIN,
D'ARCANGELO, D'ANGELO, N'GUESSAN, N'DIAYE, M'BAYE, O'BRIEN, L'HERMITE, MUÑOZ, NUÑEZ, PEÑA, LEBŒUF, LECŒUR, DELŒUVRE,
ÉTIENNE-DUPRÉ, ÉVRARD, LÉVÊQUE, GÖRLITZ, MÜNCH, HÉBERT-ŒUVRARD, SAINT-MARTIN, ROCHE-BAYARD, PONS-VIAL, Y, ABDELMOUMENE-BENMOKHTAR
`);

export const GIRLS = words(`
Emma, Louise, Jade, Alice, Chloé, Lina, Rose, Anna, Mila, Léna, Ambre, Julia, Inès, Léa, Manon, Juliette, Zoé, Camille,
Lou, Agathe, Nina, Sarah, Eva, Iris, Romane, Adèle, Jeanne, Lola, Victoire, Margot, Charlotte, Yasmine, Mia, Louna,
Clémence, Victoria, Romy, Olivia, Nour, Lucie, Maya, Margaux, Éléna, Capucine, Inaya, Sofia, Charlie, Alix, Léonie, Lyna,
Apolline, Valentine, Maëlys, Éva, Giulia, Clara, Thaïs, Héloïse, Faustine, Salomé, Élise, Maryam, Gabrielle, Assia, Aya,
Fatoumata, Aïssata, Awa, Mariam, Kadiatou, Hawa, Khadija, Nawel, Amira, Amel, Safia, Selma, Hafsa, Imane, Malak, Elif,
Zeynep, Defne, Mei, Linh, Anaïs, Ana, Beatriz, Mariana, Sofía, Lucía, Begoña, Anahit, Nare, Diana, Teodora, Zuzanna,
Priya, Saba, Meron, Ève, Noémie, Cécile, Maïwenn, Gwenaëlle, Soazig, Bérénice, Solène, Joséphine, Suzanne, Madeleine,
Colette, Simone, Flavie, Ophélie, Tess, Zélie, Diane, Constance, Élisa, Maud, Esther, Judith, Tiphaine, Lilou, Mélina
`);

export const BOYS = words(`
Gabriel, Léo, Raphaël, Louis, Arthur, Jules, Adam, Maël, Lucas, Hugo, Noah, Liam, Gabin, Sacha, Paul, Nathan, Aaron, Mohamed,
Ethan, Eden, Tom, Léon, Noé, Tiago, Théo, Isaac, Marius, Victor, Ayden, Martin, Naël, Mathis, Axel, Robin, Timéo, Enzo,
Marceau, Valentin, Nino, Éliott, Nolan, Malo, Milo, Antoine, Samuel, Augustin, Amir, Lyam, Rayan, Yanis, Ibrahim, Gaspard,
Sohan, Clément, Simon, Maxence, Baptiste, Ismaël, Imran, Côme, Camille, Soan, Youssef, Ilyes, Ali, Ayoub, Bilal, Hamza,
Moussa, Mamadou, Ousmane, Amadou, Cheikh, Demba, Issa, Souleymane, Karim, Nassim, Sami, Mehdi, Anis, Walid, Emre, Yusuf,
Kerem, Minh, Hao, Diogo, Duarte, João, Íñigo, Ángel, Andrei, Mihai, Jakub, Mateo, Aram, Tigran, Dren, Arjun, Bilel, Yonas,
Loïc, Gaël, Yannis, Erwan, Corentin, Ewen, Tanguy, François, Étienne, Émile, Zacharie, Balthazar, Anatole, Basile, Ernest,
Célestin, Félix, Joseph, Edgar, Achille, Gustave, Oscar, Benoît, Jérémy, Kévin, Dylan, Ryan, Loup, Ulysse, Lazare, Elio
`);

export const WOMEN = words(`
Nathalie, Céline, Sandrine, Stéphanie, Sophie, Isabelle, Valérie, Karine, Virginie, Émilie, Aurélie, Julie, Laetitia,
Caroline, Hélène, Claire, Anne, Marie, Delphine, Christelle, Élodie, Amandine, Mélanie, Audrey, Marion, Pauline, Laura,
Fanny, Cécile, Florence, Laurence, Séverine, Magali, Véronique, Agnès, Béatrice, Estelle, Gaëlle, Maud, Myriam, Nadia,
Samira, Fatima, Karima, Leïla, Amina, Malika, Rachida, Souad, Naïma, Hanane, Sabrina, Aminata, Fatou, Mariama, Oumou,
Bintou, Rokhaya, Maria, Ana, Carla, Paula, Teresa, Elena, Irina, Olga, Ioana, Aylin, Emine, Mai, Thuy, Lucine, Anouch
`);

export const MEN = words(`
Christophe, Stéphane, David, Laurent, Nicolas, Sébastien, Frédéric, Julien, Jérôme, Olivier, Philippe, Éric, Thierry,
Guillaume, Alexandre, Vincent, Cédric, Pascal, Fabrice, Arnaud, Mickaël, Ludovic, Romain, Thomas, Benoît, Damien, Grégory,
Anthony, Mathieu, Maxime, Jonathan, Florian, Fabien, François, Xavier, Yann, Loïc, Régis, Hervé, Denis, Karim, Rachid,
Farid, Samir, Nabil, Mourad, Abdel, Youssef, Hicham, Kamel, Moussa, Ibrahima, Boubacar, Abdoulaye, Lassana, Seydou, Manuel,
Antonio, José, Carlos, Paulo, Marco, Giuseppe, Ion, Mehmet, Hakan, Minh, Van, Artur, Vahan, Piotr, Dejan
`);

export const STREETS = words(`
rue de la République, avenue Jean Jaurès, rue du 8 Mai 1945, place de l'Église, chemin du Vieux Puits, allée des Érables,
impasse d'Alsace, cours Lafayette, rue des Écoles, montée de l'Observance, rue du Sacré-Cœur, boulevard de l'Yzeron,
rue Louise Michel, allée du 11 Novembre, chemin des Mûriers, rue de l'Œillet, place des Frères Lumière, rue Neuve,
quai Perrache, rue Émile Zola, chemin de la Forêt, résidence « Les Hêtres » bât. B, rue Pierre & Marie Curie,
lotissement l'Orée du Bois, rue Saint-Exupéry, chemin de Crépieux, rue d'Ypres, avenue Félix Faure, rue du Clos
`);

export const CARE_ORGANISATIONS = words(`
AIDE SOCIALE A L'ENFANCE, FOYER LES MARRONNIERS, MAISON D'ENFANTS LA COLLINE, SERVICE D'ACCUEIL & D'ORIENTATION
`);
