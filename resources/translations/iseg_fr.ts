<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>  (twice)</source>
        <translation>  (en double)</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> et {count} autres</translation>
    </message>
    <message>
        <source>&amp;About iSeg Desktop</source>
        <translation>À p&amp;ropos d’iSeg Desktop</translation>
    </message>
    <message>
        <source>&amp;All {n} subjects that have a result</source>
        <translation>&amp;Tous les {n} sujets qui ont un résultat</translation>
    </message>
    <message>
        <source>&amp;Automatic Contrast</source>
        <translation>Contraste &amp;automatique</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Parcourir…</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinceau</translation>
    </message>
    <message>
        <source>&amp;Cancel Segmenting</source>
        <translation>A&amp;nnuler la segmentation</translation>
    </message>
    <message>
        <source>&amp;Choose Model…</source>
        <translation>&amp;Choisir un modèle…</translation>
    </message>
    <message>
        <source>&amp;Clear the List</source>
        <translation>&amp;Vider la liste</translation>
    </message>
    <message>
        <source>&amp;Copy Picture</source>
        <translation>Copier l’im&amp;age</translation>
    </message>
    <message>
        <source>&amp;Crosshair</source>
        <translation>Rét&amp;icule</translation>
    </message>
    <message>
        <source>&amp;Dark Theme</source>
        <translation>T&amp;hème sombre</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>M&amp;atériel</translation>
    </message>
    <message>
        <source>&amp;Documents</source>
        <translation>&amp;Documents</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>Éditio&amp;n</translation>
    </message>
    <message>
        <source>&amp;Enlarge Plane</source>
        <translation>Agran&amp;dir le plan</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Gomme</translation>
    </message>
    <message>
        <source>&amp;Export Segmentation…</source>
        <translation>&amp;Exporter la segmentation…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation>Remplissage de &amp;zone</translation>
    </message>
    <message>
        <source>&amp;Find Command…</source>
        <translation>Rec&amp;hercher une commande…</translation>
    </message>
    <message>
        <source>&amp;Fine-tune on Reviewed Subjects…</source>
        <translation>A&amp;ffiner sur les sujets relus…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aid&amp;e</translation>
    </message>
    <message>
        <source>&amp;Interpolate Between Slices</source>
        <translation>Interpoler e&amp;ntre les coupes</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts…</source>
        <translation>&amp;Raccourcis clavier…</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>&amp;Lasso</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>M&amp;odèle</translation>
    </message>
    <message>
        <source>&amp;More Opaque</source>
        <translation>Pl&amp;us opaque</translation>
    </message>
    <message>
        <source>&amp;Mouse and Keys</source>
        <translation>&amp;Souris et touches</translation>
    </message>
    <message>
        <source>&amp;New Study</source>
        <translation>&amp;Nouvelle étude</translation>
    </message>
    <message>
        <source>&amp;Next Slice</source>
        <translation>Coupe suivan&amp;te</translation>
    </message>
    <message>
        <source>&amp;Only what differs</source>
        <translation>Seulement ce qui &amp;diffère</translation>
    </message>
    <message>
        <source>&amp;Pan</source>
        <translation>&amp;Déplacer</translation>
    </message>
    <message>
        <source>&amp;Pipeline…</source>
        <translation>&amp;Pipeline…</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Préférences…</translation>
    </message>
    <message>
        <source>&amp;Press the keys:</source>
        <translation>A&amp;ppuyez sur&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Previous Doubtful Spot</source>
        <translation>Endroit douteux pré&amp;cédent</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rétablir</translation>
    </message>
    <message>
        <source>&amp;Register T2 onto T1</source>
        <translation>&amp;Recaler le T2 sur le T1</translation>
    </message>
    <message>
        <source>&amp;Reset View</source>
        <translation>&amp;Réinitialiser la vue</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>&amp;Résultats</translation>
    </message>
    <message>
        <source>&amp;Resume Training…</source>
        <translation>&amp;Reprendre l’entraînement…</translation>
    </message>
    <message>
        <source>&amp;Save Study</source>
        <translation>Enre&amp;gistrer l’étude</translation>
    </message>
    <message>
        <source>&amp;Segment</source>
        <translation>&amp;Segmenter</translation>
    </message>
    <message>
        <source>&amp;Smooth the Label</source>
        <translation>Lisser l’éti&amp;quette</translation>
    </message>
    <message>
        <source>&amp;Stop and Keep Best</source>
        <translation>&amp;Arrêter et garder le meilleur</translation>
    </message>
    <message>
        <source>&amp;Subject</source>
        <translation>&amp;Sujet</translation>
    </message>
    <message>
        <source>&amp;Subjects</source>
        <translation>&amp;Sujets</translation>
    </message>
    <message>
        <source>&amp;This subject: {name}</source>
        <translation>&amp;Ce sujet&#xa0;: {name}</translation>
    </message>
    <message>
        <source>&amp;Threshold Brush</source>
        <translation>Pinceau à &amp;seuil</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Entraîner</translation>
    </message>
    <message>
        <source>&amp;Train…</source>
        <translation>&amp;Entraîner…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Use This Model</source>
        <translation>&amp;Utiliser ce modèle</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Visit</source>
        <translation>&amp;Visite</translation>
    </message>
    <message>
        <source>&amp;Window and Level</source>
        <translation>&amp;Fenêtre et niveau</translation>
    </message>
    <message>
        <source>&amp;epochs</source>
        <translation>épo&amp;ques</translation>
    </message>
    <message>
        <source>(assumed)</source>
        <translation>(supposée)</translation>
    </message>
    <message>
        <source>(before corrections)</source>
        <translation>(avant corrections)</translation>
    </message>
    <message>
        <source>(not for input like this)</source>
        <translation>(non valable pour de telles images)</translation>
    </message>
    <message>
        <source>, besides those that describe the derivative</source>
        <translation>, outre ceux qui décrivent le dérivé</translation>
    </message>
    <message>
        <source>1 image is not where the study says.</source>
        <translation>1 image n’est pas là où l’étude le dit.</translation>
    </message>
    <message>
        <source>10³ voxels</source>
        <translation>10³ voxels</translation>
    </message>
    <message>
        <source>2.5D: axial slices, each with two neighbours on either side</source>
        <translation>2,5D&#xa0;: coupes axiales, chacune avec deux voisines de chaque côté</translation>
    </message>
    <message>
        <source>2D as in the first paper, axial slices of 144x192: the earlier pipeline&apos;s</source>
        <translation>2D comme dans le premier article, coupes axiales de 144x192&#xa0;: celle de l’ancien pipeline</translation>
    </message>
    <message>
        <source>2D: axial slices, with coordinates</source>
        <translation>2D&#xa0;: coupes axiales, avec coordonnées</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>3D Alone</source>
        <translation>3D seule</translation>
    </message>
    <message>
        <source>3D Brus&amp;h and Fill</source>
        <translation>Pinceau et re&amp;mplissage 3D</translation>
    </message>
    <message>
        <source>3D brush and fill</source>
        <translation>Pinceau et remplissage 3D</translation>
    </message>
    <message>
        <source>3D from {side}</source>
        <translation>3D, vue&#xa0;: {side}</translation>
    </message>
    <message>
        <source>3D surface</source>
        <translation>Surface 3D</translation>
    </message>
    <message>
        <source>3D, the network of the model that comes with the program</source>
        <translation>3D, le réseau du modèle fourni avec le logiciel</translation>
    </message>
    <message>
        <source>A BIDS derivative has the values of BIDS.</source>
        <translation>Un dérivé BIDS a les valeurs de BIDS.</translation>
    </message>
    <message>
        <source>A GPU if there is one</source>
        <translation>La carte graphique s’il y en a une</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>Un fichier…</translation>
    </message>
    <message>
        <source>A fresh segmentation takes their place. Undo brings the corrections back.</source>
        <translation>Une nouvelle segmentation prend leur place. Annuler rend les corrections.</translation>
    </message>
    <message>
        <source>A name in the library, or the path of a file</source>
        <translation>Un nom de la bibliothèque, ou le chemin d’un fichier</translation>
    </message>
    <message>
        <source>A simulated infant</source>
        <translation>Un nourrisson simulé</translation>
    </message>
    <message>
        <source>A training is under way.</source>
        <translation>Un entraînement est en cours.</translation>
    </message>
    <message>
        <source>A validation subject is shown here after the first validation.</source>
        <translation>Un sujet de validation s’affichera ici après la première validation.</translation>
    </message>
    <message>
        <source>A validation subject, as the network sees it</source>
        <translation>Un sujet de validation, tel que le réseau le voit</translation>
    </message>
    <message>
        <source>A window has one study at a time.</source>
        <translation>Une fenêtre n’a qu’une étude à la fois.</translation>
    </message>
    <message>
        <source>About iSeg Desktop</source>
        <translation>À propos d’iSeg Desktop</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>All Usual Keys</source>
        <translation>Tout d’origine</translation>
    </message>
    <message>
        <source>All but 0.1 % of the brain&apos;s voxels at either end</source>
        <translation>Tous les voxels du cerveau sauf 0,1&#xa0;% à chaque extrémité</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Tous les tissus</translation>
    </message>
    <message>
        <source>Already in {folder}: {names}.</source>
        <translation>Déjà dans {folder}&#xa0;: {names}.</translation>
    </message>
    <message>
        <source>Also the keys of {title}</source>
        <translation>Aussi les touches de {title}</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Angle</translation>
    </message>
    <message>
        <source>Another window has taken the study over.</source>
        <translation>Une autre fenêtre a repris l’étude.</translation>
    </message>
    <message>
        <source>Another window has this study open.</source>
        <translation>Cette étude est ouverte dans une autre fenêtre.</translation>
    </message>
    <message>
        <source>Apache License 2.0. Label colours by M. Okabe and K. Ito, told apart by colour-blind people.</source>
        <translation>Licence Apache 2.0. Couleurs des tissus de M. Okabe et K. Ito, que les daltoniens distinguent.</translation>
    </message>
    <message>
        <source>Arrange the planes this way</source>
        <translation>Disposer les plans ainsi</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Touches fléchées</translation>
    </message>
    <message>
        <source>Arrows turn, plus and minus zoom, Home looks from the side again; a click moves the crosshair, Return moves it to what is in the middle.</source>
        <translation>Les flèches tournent, plus et moins zooment, Origine revient à la vue de départ&#xa0;; un clic déplace le réticule, Entrée l’amène à ce qui est au milieu.</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Comme le bureau</translation>
    </message>
    <message>
        <source>As the network needs</source>
        <translation>Selon le réseau</translation>
    </message>
    <message>
        <source>Asked to stop. The step under way is ended; then the best weights are scored and saved.</source>
        <translation>Arrêt demandé. L’étape en cours se termine&#xa0;; ensuite, les meilleurs poids sont évalués et enregistrés.</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>Axial</translation>
    </message>
    <message>
        <source>BIDS derivative</source>
        <translation>Dérivé BIDS</translation>
    </message>
    <message>
        <source>BIDS dseg.tsv (*.tsv)</source>
        <translation>BIDS dseg.tsv (*.tsv)</translation>
    </message>
    <message>
        <source>BIDS values 0, 3, 1, 2 (*.nii.gz)</source>
        <translation>Valeurs BIDS 0, 3, 1, 2 (*.nii.gz)</translation>
    </message>
    <message>
        <source>BIDS: 0, 3, 1, 2</source>
        <translation>BIDS&#xa0;: 0, 3, 1, 2</translation>
    </message>
    <message>
        <source>Ba&amp;tch</source>
        <translation>&amp;Lot</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Back onto the input&apos;s grid</source>
        <translation>Retour à la grille d’origine</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Fond</translation>
    </message>
    <message>
        <source>Background only</source>
        <translation>Le fond seul</translation>
    </message>
    <message>
        <source>Before corrections</source>
        <translation>Avant corrections</translation>
    </message>
    <message>
        <source>Behind</source>
        <translation>Derrière</translation>
    </message>
    <message>
        <source>Best mean Dice</source>
        <translation>Meilleur Dice moyen</translation>
    </message>
    <message>
        <source>Beyond it, the oldest steps go</source>
        <translation>Au-delà, les étapes les plus anciennes sont oubliées</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Noir</translation>
    </message>
    <message>
        <source>Black and white so that all but 0.1 % of the brain&apos;s voxels at either end lie between</source>
        <translation>Noir et blanc de sorte que tous les voxels du cerveau sauf 0,1&#xa0;% à chaque extrémité soient entre les deux</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Dessous</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>Parco&amp;urir…</translation>
    </message>
    <message>
        <source>Browse for the folder of subjects</source>
        <translation>Chercher le dossier des sujets</translation>
    </message>
    <message>
        <source>Browse for the folder to save the model in</source>
        <translation>Chercher le dossier où enregistrer le modèle</translation>
    </message>
    <message>
        <source>Browse: {name}</source>
        <translation>Parcourir&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Parcourir…</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinceau</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>Taille du pinceau</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>À la main</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>Processeur</translation>
    </message>
    <message>
        <source>CSF</source>
        <translation>LCS</translation>
    </message>
    <message>
        <source>CSF only</source>
        <translation>LCS seul</translation>
    </message>
    <message>
        <source>Ca&amp;ncel Training</source>
        <translation>A&amp;nnuler l’entraînement</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>Calibration</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Cancel Segmenting Man&amp;y</source>
        <translation>Annuler la segmentation &amp;multiple</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Annuler la tâche</translation>
    </message>
    <message>
        <source>Cancelled; the last checkpoint is kept</source>
        <translation>Annulé&#xa0;; le dernier point de reprise est conservé</translation>
    </message>
    <message>
        <source>Cancelled; what was done by then is kept</source>
        <translation>Annulé&#xa0;; ce qui était fait est conservé</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Annulation</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>Inutilisable</translation>
    </message>
    <message>
        <source>Cannot be used: {names} and {n} more. Mend them, or take them out of the folder.</source>
        <translation>Inutilisables&#xa0;: {names} et {n} de plus. Réparez-les ou retirez-les du dossier.</translation>
    </message>
    <message>
        <source>Cannot be used: {names}. Mend them, or take them out of the folder.</source>
        <translation>Inutilisables&#xa0;: {names}. Réparez-les ou retirez-les du dossier.</translation>
    </message>
    <message>
        <source>Card of the model</source>
        <translation>Fiche du modèle</translation>
    </message>
    <message>
        <source>Cerebrospinal fluid</source>
        <translation>Liquide cérébrospinal</translation>
    </message>
    <message>
        <source>Check model</source>
        <translation>Vérif. du modèle</translation>
    </message>
    <message>
        <source>Checking {n} of {total} subjects…</source>
        <translation>Vérification de {n} sujets sur {total}…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Choose Folder…</source>
        <translation>Choisir un dossier…</translation>
    </message>
    <message>
        <source>Choose a Label Image…</source>
        <translation>Choisir une image d’étiquettes…</translation>
    </message>
    <message>
        <source>Choose a Model</source>
        <translation>Choisir un modèle</translation>
    </message>
    <message>
        <source>Choose a folder for the results.</source>
        <translation>Choisissez un dossier pour les résultats.</translation>
    </message>
    <message>
        <source>Choose a folder that the images are in or below</source>
        <translation>Choisissez un dossier qui contient les images, ou au-dessus d’elles</translation>
    </message>
    <message>
        <source>Choose a folder that they are in, or in a folder below it: all are found from there.</source>
        <translation>Choisissez un dossier qui les contient, directement ou dans un sous-dossier&#xa0;: toutes seront trouvées à partir de là.</translation>
    </message>
    <message>
        <source>Choose a folder to import into.</source>
        <translation>Choisissez un dossier où importer.</translation>
    </message>
    <message>
        <source>Choose a folder to save the model in.</source>
        <translation>Choisissez un dossier où enregistrer le modèle.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Choisissez un dossier.</translation>
    </message>
    <message>
        <source>Choose a subject from the list</source>
        <translation>Choisissez un sujet dans la liste</translation>
    </message>
    <message>
        <source>Choose a table that does, or other label values.</source>
        <translation>Choisissez une table qui le fait, ou d’autres valeurs des étiquettes.</translation>
    </message>
    <message>
        <source>Choose another folder to save the model in.</source>
        <translation>Choisissez un autre dossier où enregistrer le modèle.</translation>
    </message>
    <message>
        <source>Choose runs to see their curves.</source>
        <translation>Choisissez des exécutions pour voir leurs courbes.</translation>
    </message>
    <message>
        <source>Choose the folder that holds the subjects.</source>
        <translation>Choisissez le dossier qui contient les sujets.</translation>
    </message>
    <message>
        <source>Choose the folder that holds your labelled subjects.</source>
        <translation>Choisissez le dossier de vos sujets étiquetés.</translation>
    </message>
    <message>
        <source>Choose the folder whose name ends in -run, beside the model that was to be written.</source>
        <translation>Choisissez le dossier dont le nom finit par -run, à côté du modèle qui devait être écrit.</translation>
    </message>
    <message>
        <source>Choose the model</source>
        <translation>Choisir le modèle</translation>
    </message>
    <message>
        <source>Choose what the labels are compared with: a reference or an earlier result if the list above has one, or a label image. You then get Dice, HD95 and volume of each tissue, and see in the planes where the two differ.</source>
        <translation>Choisir à quoi comparer les étiquettes&#xa0;: une référence ou un résultat antérieur, si la liste ci-dessus en a, ou une image d’étiquettes. On obtient alors le Dice, le HD95 et le volume de chaque tissu, et l’on voit dans les plans où les deux diffèrent.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Class numbers 0, 1, 2, 3 (*.nii.gz)</source>
        <translation>Numéros de classe 0, 1, 2, 3 (*.nii.gz)</translation>
    </message>
    <message>
        <source>Class numbers: 0, 1, 2, 3</source>
        <translation>Numéros de classe&#xa0;: 0, 1, 2, 3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close other programs, or install the program again.</source>
        <translation>Fermez d’autres logiciels, ou réinstallez celui-ci.</translation>
    </message>
    <message>
        <source>Colour of {tissue}</source>
        <translation>Couleur de&#xa0;: {tissue}</translation>
    </message>
    <message>
        <source>Colour of {tissue}…</source>
        <translation>Couleur de&#xa0;: {tissue}…</translation>
    </message>
    <message>
        <source>Colour only the voxels that differ from the other labels, by what those say</source>
        <translation>Ne colorer que les voxels qui diffèrent des autres étiquettes, selon ce que disent celles-ci</translation>
    </message>
    <message>
        <source>Colour only the voxels that differ, by what the other labels say</source>
        <translation>Ne colorer que les voxels qui diffèrent, selon ce que disent les autres étiquettes</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Colours of the image</source>
        <translation>Couleurs de l’image</translation>
    </message>
    <message>
        <source>Colours, names and values: {table}</source>
        <translation>Couleurs, noms et valeurs&#xa0;: {table}</translation>
    </message>
    <message>
        <source>Colours: {name}</source>
        <translation>Couleurs&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Valeurs séparées par des virgules (*.csv)</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Les commandes et leurs touches</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Compare &amp;with File…</source>
        <translation>Comparer a&amp;vec un fichier…</translation>
    </message>
    <message>
        <source>Compare the labels with</source>
        <translation>Comparer les étiquettes avec</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparer avec</translation>
    </message>
    <message>
        <source>Compare with Re&amp;ference</source>
        <translation>Comparer avec la ré&amp;férence</translation>
    </message>
    <message>
        <source>Compare with label image</source>
        <translation>Comparer avec une image d’étiquettes</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Comparaison…</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Confiance</translation>
    </message>
    <message>
        <source>Confidence maps</source>
        <translation>Cartes de confiance</translation>
    </message>
    <message>
        <source>Contact S&amp;heet…</source>
        <translation>Planc&amp;he-contact…</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Planche-contact</translation>
    </message>
    <message>
        <source>Continue what was painted on a few slices of this plane between them</source>
        <translation>Prolonger entre elles ce qui a été peint sur quelques coupes de ce plan</translation>
    </message>
    <message>
        <source>Continue what was painted on a few slices of this plane on the slices between them</source>
        <translation>Prolonger ce qui a été peint sur quelques coupes de ce plan aux coupes intermédiaires</translation>
    </message>
    <message>
        <source>Contrast (across) and brightness (down)</source>
        <translation>Contraste (horizontalement) et luminosité (verticalement)</translation>
    </message>
    <message>
        <source>Contrast from a Re&amp;gion</source>
        <translation>Contraste d’une ré&amp;gion</translation>
    </message>
    <message>
        <source>Convention</source>
        <translation>Convention</translation>
    </message>
    <message>
        <source>Convention: {name}</source>
        <translation>Convention&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Convert a T1 and a T2 from a folder of DICOM files, and open them</source>
        <translation>Convertir un T1 et un T2 d’un dossier de fichiers DICOM, et les ouvrir</translation>
    </message>
    <message>
        <source>Converting DICOM</source>
        <translation>Conversion DICOM</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy Report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Copy Tissue &amp;Figures</source>
        <translation>Copier les chi&amp;ffres des tissus</translation>
    </message>
    <message>
        <source>Copy the figures</source>
        <translation>Copier les chiffres</translation>
    </message>
    <message>
        <source>Copy the lines</source>
        <translation>Copier les tracés</translation>
    </message>
    <message>
        <source>Copy the profile</source>
        <translation>Copier le profil</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Copier&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>Coronal</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Corriger</translation>
    </message>
    <message>
        <source>Correct the reference; its file is never changed</source>
        <translation>Corriger la référence&#xa0;; son fichier n’est jamais modifié</translation>
    </message>
    <message>
        <source>Corrected by hand: {names}. Probabilities are still those of the model; confidence is 0 where you changed the label.</source>
        <translation>Corrigés à la main&#xa0;: {names}. Les probabilités sont toujours celles du modèle&#xa0;; la confiance est de 0 là où vous avez changé l’étiquette.</translation>
    </message>
    <message>
        <source>Correcting</source>
        <translation>Correction</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Réticule</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + molette</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Courbes</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Décision</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Matériel</translation>
    </message>
    <message>
        <source>Dice on the subjects held out</source>
        <translation>Dice sur les sujets mis de côté</translation>
    </message>
    <message>
        <source>Dice, mean over whole volumes</source>
        <translation>Dice, moyenne sur des volumes entiers</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Différence</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensions</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Discard these corrections for good?</source>
        <translation>Abandonner définitivement ces corrections&#xa0;?</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Abandonner…</translation>
    </message>
    <message>
        <source>Do anything by typing a few letters of its name</source>
        <translation>Tout faire en tapant quelques lettres du nom</translation>
    </message>
    <message>
        <source>Do what is missing of all stages</source>
        <translation>Faire ce qui manque de toutes les étapes</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Done. Subjects with a result: {n}.</source>
        <translation>Terminé. Sujets avec résultat&#xa0;: {n}.</translation>
    </message>
    <message>
        <source>Done. Subjects with a result: {n}; failed: {failed}.</source>
        <translation>Terminé. Sujets avec résultat&#xa0;: {n}&#xa0;; en échec&#xa0;: {failed}.</translation>
    </message>
    <message>
        <source>Done. The model is saved as {name}.</source>
        <translation>Terminé. Le modèle est enregistré sous {name}.</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Double clic</translation>
    </message>
    <message>
        <source>Doubtful spots</source>
        <translation>Endroits douteux</translation>
    </message>
    <message>
        <source>Drag a rectangle over what shall fill the range</source>
        <translation>Tracez un rectangle sur ce qui doit occuper toute la plage</translation>
    </message>
    <message>
        <source>Drag a rectangle over what shall fill the range from black to white</source>
        <translation>Tracer un rectangle sur ce qui doit occuper la plage du noir au blanc</translation>
    </message>
    <message>
        <source>Drag over a plane, or click: two places for a ruler, three for an angle.</source>
        <translation>Glissez sur un plan, ou cliquez&#xa0;: deux points pour une règle, trois pour un angle.</translation>
    </message>
    <message>
        <source>Drag to turn, wheel to zoom, right drag to move; click to send the crosshair there, double-click to see it alone</source>
        <translation>Glisser pour tourner, molette pour zoomer, glisser du bouton droit pour déplacer&#xa0;; cliquer pour y envoyer le réticule, double-cliquer pour la voir seule</translation>
    </message>
    <message>
        <source>Draw all labels by hand</source>
        <translation>Dessiner toutes les étiquettes à la main</translation>
    </message>
    <message>
        <source>Draw only the borders of the tissues</source>
        <translation>Ne dessiner que les contours des tissus</translation>
    </message>
    <message>
        <source>Draw slices</source>
        <translation>Dessin des coupes</translation>
    </message>
    <message>
        <source>Draw {name}</source>
        <translation>Tracer&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dessin</translation>
    </message>
    <message>
        <source>Drawing the contact sheet</source>
        <translation>Dessin de la planche-contact</translation>
    </message>
    <message>
        <source>Drawing the scores</source>
        <translation>Dessin des scores</translation>
    </message>
    <message>
        <source>Drawing the worst subject</source>
        <translation>Dessin du moins bon sujet</translation>
    </message>
    <message>
        <source>Drawn from the first epoch on.</source>
        <translation>Tracé dès la première époque.</translation>
    </message>
    <message>
        <source>Drawn from the first validation on.</source>
        <translation>Tracé dès la première validation.</translation>
    </message>
    <message>
        <source>Drop a folder here, or browse</source>
        <translation>Déposez un dossier ici, ou parcourez</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xporter…</translation>
    </message>
    <message>
        <source>Earlier segmentation</source>
        <translation>Segmentation antérieure</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Corrigé</translation>
    </message>
    <message>
        <source>End Training</source>
        <translation>Mettre fin</translation>
    </message>
    <message>
        <source>End early with the weights that did best on the subjects held out</source>
        <translation>Finir plus tôt, avec les poids les meilleurs sur les sujets mis de côté</translation>
    </message>
    <message>
        <source>End it; what is done by then is kept</source>
        <translation>Y mettre fin&#xa0;; ce qui est déjà fait est conservé</translation>
    </message>
    <message>
        <source>End the segmenting of several subjects; results that have arrived stay</source>
        <translation>Mettre fin à la segmentation de plusieurs sujets&#xa0;; les résultats arrivés restent</translation>
    </message>
    <message>
        <source>End the training early with the weights that did best</source>
        <translation>Finir l’entraînement plus tôt, avec les meilleurs poids</translation>
    </message>
    <message>
        <source>End the training; its last checkpoint is kept</source>
        <translation>Mettre fin à l’entraînement&#xa0;; son dernier point de reprise est conservé</translation>
    </message>
    <message>
        <source>End without a model; the last checkpoint is kept</source>
        <translation>Finir sans modèle&#xa0;; le dernier point de reprise est conservé</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Époque</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {total}: loss {loss:.4f}</source>
        <translation>Époque {epoch} sur {total}&#xa0;: perte {loss:.4f}</translation>
    </message>
    <message>
        <source>Epoch {epoch}: loss {loss:.4f}</source>
        <translation>Époque {epoch}&#xa0;: perte {loss:.4f}</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Gomme</translation>
    </message>
    <message>
        <source>Esc over a plane</source>
        <translation>Échap sur un plan</translation>
    </message>
    <message>
        <source>Every subject is held out. Leave at least one to train on.</source>
        <translation>Tous les sujets sont mis de côté. Laissez-en au moins un pour l’entraînement.</translation>
    </message>
    <message>
        <source>Every training that MLflow has recorded</source>
        <translation>Tous les entraînements que MLflow a enregistrés</translation>
    </message>
    <message>
        <source>Everything else works without. On Linux install libgl1 and libegl1, or your card&apos;s driver.</source>
        <translation>Tout le reste fonctionne sans. Sous Linux, installez libgl1 et libegl1, ou le pilote de votre carte.</translation>
    </message>
    <message>
        <source>Everywhere, up to {mm:.0f} mm from the crosshair, or on the slice that the mouse was last over</source>
        <translation>Partout, jusqu’à {mm:.0f} mm du réticule, ou sur la coupe que la souris a survolée en dernier</translation>
    </message>
    <message>
        <source>Expected Dice</source>
        <translation>Dice attendu</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Export &amp;More…</source>
        <translation>Exporter da&amp;vantage…</translation>
    </message>
    <message>
        <source>Export S&amp;urfaces…</source>
        <translation>Exporter des sur&amp;faces…</translation>
    </message>
    <message>
        <source>Export all subjects</source>
        <translation>Exporter tous les sujets</translation>
    </message>
    <message>
        <source>Export it or save the study, and show the subject again.</source>
        <translation>Exportez-le ou enregistrez l’étude, puis affichez de nouveau le sujet.</translation>
    </message>
    <message>
        <source>Export surfaces</source>
        <translation>Exporter des surfaces</translation>
    </message>
    <message>
        <source>Export surfaces, one file a tissue</source>
        <translation>Exporter des surfaces, un fichier par tissu</translation>
    </message>
    <message>
        <source>Export the segmentation of {name}</source>
        <translation>Exporter la segmentation de {name}</translation>
    </message>
    <message>
        <source>Export this subject</source>
        <translation>Exporter ce sujet</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exporter vers</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exporté</translation>
    </message>
    <message>
        <source>Exporting {name}</source>
        <translation>Export de {name}</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Fetching the model</source>
        <translation>Récupération du modèle</translation>
    </message>
    <message>
        <source>Figures of each tissue</source>
        <translation>Chiffres de chaque tissu</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Files in one folder</source>
        <translation>Fichiers dans un dossier</translation>
    </message>
    <message>
        <source>Files that will be written</source>
        <translation>Fichiers qui seront écrits</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Remplissage</translation>
    </message>
    <message>
        <source>Find CSF, grey matter and white matter in this subject</source>
        <translation>Trouver le LCS, la substance grise et la substance blanche de ce sujet</translation>
    </message>
    <message>
        <source>Finding the brain</source>
        <translation>Recherche du cerveau</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Fit the brain, centre the crosshair, robust black and white</source>
        <translation>Cadrer le cerveau, centrer le réticule, noir et blanc robustes</translation>
    </message>
    <message>
        <source>Fla&amp;g</source>
        <translation>Si&amp;gnaler</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Signalé</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>Dossier des résultats</translation>
    </message>
    <message>
        <source>Folder of DICOM files</source>
        <translation>Dossier de fichiers DICOM</translation>
    </message>
    <message>
        <source>Folder of labelled subjects</source>
        <translation>Dossier des sujets étiquetés</translation>
    </message>
    <message>
        <source>Folder of the interrupted run (NAME-run)</source>
        <translation>Dossier de l’entraînement interrompu (NOM-run)</translation>
    </message>
    <message>
        <source>Folder of the subjects</source>
        <translation>Dossier des sujets</translation>
    </message>
    <message>
        <source>Folder of the subjects that {name} is trained on</source>
        <translation>Dossier des sujets sur lesquels {name} s’entraîne</translation>
    </message>
    <message>
        <source>Folder to save the model in</source>
        <translation>Dossier où enregistrer le modèle</translation>
    </message>
    <message>
        <source>For the case of a crash</source>
        <translation>Au cas où le logiciel planterait</translation>
    </message>
    <message>
        <source>Forget All Li&amp;nes</source>
        <translation>&amp;Oublier tous les tracés</translation>
    </message>
    <message>
        <source>Forget the chosen line (Del)</source>
        <translation>Oublier le tracé choisi (Suppr)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Format of surfaces</source>
        <translation>Format des surfaces</translation>
    </message>
    <message>
        <source>Format of tables</source>
        <translation>Format des tableaux</translation>
    </message>
    <message>
        <source>Format of the contact sheet</source>
        <translation>Format de la planche-contact</translation>
    </message>
    <message>
        <source>FreeSurfer colour table (*.txt)</source>
        <translation>Table de couleurs FreeSurfer (*.txt)</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>From Region</source>
        <translation>D’une région</translation>
    </message>
    <message>
        <source>From T1 alone to T2 alone</source>
        <translation>Du T1 seul au T2 seul</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>GIFTI surface (*.surf.gii)</source>
        <translation>Surface GIFTI (*.surf.gii)</translation>
    </message>
    <message>
        <source>GM</source>
        <translation>SG</translation>
    </message>
    <message>
        <source>GM only</source>
        <translation>SG seule</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>Carte graphique</translation>
    </message>
    <message>
        <source>Give small pieces of the label that is painted to their neighbours</source>
        <translation>Donner les petits morceaux de l’étiquette peinte à leurs voisins</translation>
    </message>
    <message>
        <source>Give the clicked region the chosen label</source>
        <translation>Donner l’étiquette choisie à la région cliquée</translation>
    </message>
    <message>
        <source>Give the model a name of letters, digits, spaces, and . + - _</source>
        <translation>Donnez au modèle un nom fait de lettres, de chiffres, d’espaces et de . + - _</translation>
    </message>
    <message>
        <source>Give the whole path of the folder.</source>
        <translation>Donnez le chemin complet du dossier.</translation>
    </message>
    <message>
        <source>Give what a line goes round the chosen label</source>
        <translation>Donner l’étiquette choisie à ce qu’un trait entoure</translation>
    </message>
    <message>
        <source>Go Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Go back to the spot before</source>
        <translation>Revenir à l’endroit précédent</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation>Continuer depuis le dernier point de reprise</translation>
    </message>
    <message>
        <source>Go on with a training that was interrupted</source>
        <translation>Continuer un entraînement interrompu</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>Grey matter</source>
        <translation>Substance grise</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Grille</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>En-tête</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>De côté</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramme</translation>
    </message>
    <message>
        <source>Histogram of each tissue</source>
        <translation>Histogramme de chaque tissu</translation>
    </message>
    <message>
        <source>Hold out a share of the subjects</source>
        <translation>Mettre de côté une part des sujets</translation>
    </message>
    <message>
        <source>Hold out the ticked subjects</source>
        <translation>Mettre de côté les sujets cochés</translation>
    </message>
    <message>
        <source>Hot</source>
        <translation>Chaud</translation>
    </message>
    <message>
        <source>How many subjects are worked on at once; fewer if the memory is short</source>
        <translation>Combien de sujets sont traités à la fois&#xa0;; moins si la mémoire manque</translation>
    </message>
    <message>
        <source>How sure the model was, voxel by voxel; go with the label image</source>
        <translation>Certitude du modèle, voxel par voxel&#xa0;; accompagnent l’image d’étiquettes</translation>
    </message>
    <message>
        <source>ITK-SNAP label description (*.txt)</source>
        <translation>Description d’étiquettes ITK-SNAP (*.txt)</translation>
    </message>
    <message>
        <source>Identifying the data</source>
        <translation>Identification des données</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Image of the histogram</source>
        <translation>Image de l’histogramme</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Images (*.nii *.nii.gz *.hdr *.img);;All files (*)</source>
        <translation>Images (*.nii *.nii.gz *.hdr *.img);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>Import &amp;DICOM…</source>
        <translation>Importer du DICO&amp;M…</translation>
    </message>
    <message>
        <source>Import DICOM</source>
        <translation>Importer du DICOM</translation>
    </message>
    <message>
        <source>Import into</source>
        <translation>Importer dans</translation>
    </message>
    <message>
        <source>In Use</source>
        <translation>Utilisé</translation>
    </message>
    <message>
        <source>In a file</source>
        <translation>En fichier</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Utilisé</translation>
    </message>
    <message>
        <source>Intensities along the chosen line</source>
        <translation>Intensités le long du tracé choisi</translation>
    </message>
    <message>
        <source>Intensity shown as middle grey</source>
        <translation>Intensité affichée en gris moyen</translation>
    </message>
    <message>
        <source>Intensity shown black, and all below it</source>
        <translation>Intensité affichée en noir, et tout ce qui est au-dessous</translation>
    </message>
    <message>
        <source>Intensity shown white, and all above it</source>
        <translation>Intensité affichée en blanc, et tout ce qui est au-dessus</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>Intention</translation>
    </message>
    <message>
        <source>Interpolate</source>
        <translation>Interpolation</translation>
    </message>
    <message>
        <source>Interpolate between voxels, or show each as a block</source>
        <translation>Interpoler entre les voxels, ou montrer chacun comme un bloc</translation>
    </message>
    <message>
        <source>Interpolate images</source>
        <translation>Interpoler les images</translation>
    </message>
    <message>
        <source>Interpolate slices</source>
        <translation>Interpoler les coupes</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrompu</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>Dans</translation>
    </message>
    <message>
        <source>Inverted grey</source>
        <translation>Gris inversé</translation>
    </message>
    <message>
        <source>It does not fit them afterwards and is taken off the subject. Its files stay.</source>
        <translation>Ensuite, il ne leur correspond plus et est retiré du sujet. Ses fichiers restent.</translation>
    </message>
    <message>
        <source>It does not fit them afterwards. It exists nowhere else and will be lost.</source>
        <translation>Ensuite, il ne leur correspond plus. Il n’existe nulle part ailleurs et sera perdu.</translation>
    </message>
    <message>
        <source>It exists nowhere else and will be lost.</source>
        <translation>Elle n’existe nulle part ailleurs et sera perdue.</translation>
    </message>
    <message>
        <source>Its last checkpoint is kept, and it can be resumed.</source>
        <translation>Son dernier point de reprise est conservé, et il pourra être repris.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Garder</translation>
    </message>
    <message>
        <source>Keep Corrections</source>
        <translation>Garder les corrections</translation>
    </message>
    <message>
        <source>Keep Result</source>
        <translation>Garder le résultat</translation>
    </message>
    <message>
        <source>Keep Training</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Keep subjects, results and decisions in a file to go on with</source>
        <translation>Garder sujets, résultats et décisions dans un fichier pour continuer plus tard</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Keys of the chosen command</source>
        <translation>Touches de la commande choisie</translation>
    </message>
    <message>
        <source>Killed</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Label image</source>
        <translation>Image d’étiquettes</translation>
    </message>
    <message>
        <source>Label images (*.nii *.nii.gz *.hdr *.img)</source>
        <translation>Images d’étiquettes (*.nii *.nii.gz *.hdr *.img)</translation>
    </message>
    <message>
        <source>Label images and slices of the scans go to the store: patient data</source>
        <translation>Des images d’étiquettes et des coupes des acquisitions vont dans la base&#xa0;: données de patients</translation>
    </message>
    <message>
        <source>Label table</source>
        <translation>Table des étiquettes</translation>
    </message>
    <message>
        <source>Label table (ITK-SNAP, FreeSurfer or BIDS dseg.tsv)</source>
        <translation>Table des étiquettes (ITK-SNAP, FreeSurfer ou BIDS dseg.tsv)</translation>
    </message>
    <message>
        <source>Label tables (*.txt *.label *.lut *.ctbl *.tsv);;All files (*)</source>
        <translation>Tables des étiquettes (*.txt *.label *.lut *.ctbl *.tsv);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Label values</source>
        <translation>Valeurs des étiquettes</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Étiqueté</translation>
    </message>
    <message>
        <source>Labelled subjects</source>
        <translation>Sujets étiquetés</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Tissus</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Lar&amp;ger Brush</source>
        <translation>Pinceau pl&amp;us grand</translation>
    </message>
    <message>
        <source>Largest island in cubic mm</source>
        <translation>Plus grand îlot en mm cubes</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Récemment</translation>
    </message>
    <message>
        <source>Lay over the images how sure the network is of each label: the brighter, the less</source>
        <translation>Superposer aux images la certitude du réseau pour chaque étiquette&#xa0;: plus c’est clair, moins il est sûr</translation>
    </message>
    <message>
        <source>Lay over the images how sure the network is: the brighter, the more doubtful</source>
        <translation>Superposer aux images la certitude du réseau&#xa0;: plus c’est clair, plus c’est douteux</translation>
    </message>
    <message>
        <source>Lay over the images how torn the network is between the tissues: the brighter, the more</source>
        <translation>Superposer aux images l’hésitation du réseau entre les tissus&#xa0;: plus c’est clair, plus il hésite</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Disposition</translation>
    </message>
    <message>
        <source>Layout of the planes</source>
        <translation>Disposition des plans</translation>
    </message>
    <message>
        <source>Layout: {name}</source>
        <translation>Disposition&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Gauche</translation>
    </message>
    <message>
        <source>Left drag, or Shift + move</source>
        <translation>Glisser (bouton gauche), ou Maj + bouger</translation>
    </message>
    <message>
        <source>Less Opa&amp;que</source>
        <translation>&amp;Moins opaque</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>Probable</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Tracés</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Chargement du modèle</translation>
    </message>
    <message>
        <source>Lock {tissue}: no tool changes where it is</source>
        <translation>Verrouiller {tissue}&#xa0;: aucun outil n’en change la place</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Log of the pipeline</source>
        <translation>Journal du pipeline</translation>
    </message>
    <message>
        <source>Log of the training</source>
        <translation>Journal de l’entraînement</translation>
    </message>
    <message>
        <source>Logs, which name nobody: {folder}</source>
        <translation>Journaux, qui ne nomment personne&#xa0;: {folder}</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Apparence</translation>
    </message>
    <message>
        <source>Look at the surface from</source>
        <translation>Regarder la surface depuis</translation>
    </message>
    <message>
        <source>Look at the surface from this side: {side}</source>
        <translation>Regarder la surface de ce côté&#xa0;: {side}</translation>
    </message>
    <message>
        <source>Looking at the images</source>
        <translation>Examen des images</translation>
    </message>
    <message>
        <source>Looking at the machine</source>
        <translation>Examen de la machine</translation>
    </message>
    <message>
        <source>Looking for doubtful spots</source>
        <translation>Recherche des endroits douteux</translation>
    </message>
    <message>
        <source>Looking for doubtful spots…</source>
        <translation>Recherche des endroits douteux…</translation>
    </message>
    <message>
        <source>Looking for images</source>
        <translation>Recherche des images</translation>
    </message>
    <message>
        <source>Looking for images in {name}</source>
        <translation>Recherche d’images dans {name}</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>Recherche des modèles</translation>
    </message>
    <message>
        <source>Looking for models…</source>
        <translation>Recherche des modèles…</translation>
    </message>
    <message>
        <source>Looking for subjects</source>
        <translation>Recherche des sujets</translation>
    </message>
    <message>
        <source>Looking for subjects…</source>
        <translation>Recherche des sujets…</translation>
    </message>
    <message>
        <source>Looking into {name}</source>
        <translation>Examen de {name}</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>MLflow server</source>
        <translation>Serveur MLflow</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Fait le</translation>
    </message>
    <message>
        <source>Magma</source>
        <translation>Magma</translation>
    </message>
    <message>
        <source>Make it a version of the model registered in MLflow</source>
        <translation>En faire une version du modèle inscrit dans MLflow</translation>
    </message>
    <message>
        <source>Make the correction again that was taken back</source>
        <translation>Refaire la correction qui a été annulée</translation>
    </message>
    <message>
        <source>Make the version of the chosen run the one to use</source>
        <translation>Faire de la version de l’exécution choisie celle à utiliser</translation>
    </message>
    <message>
        <source>Making surfaces…</source>
        <translation>Calcul des surfaces…</translation>
    </message>
    <message>
        <source>Map of how sure the network is</source>
        <translation>Carte de la certitude du réseau</translation>
    </message>
    <message>
        <source>Mark as R&amp;eviewed</source>
        <translation>M&amp;arquer comme relu</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <source>Meas&amp;ure</source>
        <translation>Mes&amp;ures</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Mesurer</translation>
    </message>
    <message>
        <source>Measure a distance</source>
        <translation>Mesurer une distance</translation>
    </message>
    <message>
        <source>Measure a distance in mm over a plane</source>
        <translation>Mesurer une distance en mm sur un plan</translation>
    </message>
    <message>
        <source>Measure an angle over a plane; its second place is the corner</source>
        <translation>Mesurer un angle sur un plan&#xa0;; son deuxième point est le sommet</translation>
    </message>
    <message>
        <source>Measure an angle: its second place is the corner</source>
        <translation>Mesurer un angle&#xa0;: son deuxième point est le sommet</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Mesure…</translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation>Mémoire pour annuler</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Glisser (bouton du milieu)</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Minutes of training</source>
        <translation>Minutes d’entraînement</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Mélange</translation>
    </message>
    <message>
        <source>Mix of T1 and T2</source>
        <translation>Mélange du T1 et du T2</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Model to start from</source>
        <translation>Modèle de départ</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Models (*.keras);;All files (*)</source>
        <translation>Modèles (*.keras);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Mouse and Keys</source>
        <translation>Souris et touches</translation>
    </message>
    <message>
        <source>Mouse and keys</source>
        <translation>Souris et touches</translation>
    </message>
    <message>
        <source>Mouse, over a plane</source>
        <translation>Souris, sur un plan</translation>
    </message>
    <message>
        <source>Move the T2 rigidly onto the T1, for a subject who moved between the scans</source>
        <translation>Recaler rigidement le T2 sur le T1, pour un sujet qui a bougé entre les acquisitions</translation>
    </message>
    <message>
        <source>Move the crosshair</source>
        <translation>Déplacer le réticule</translation>
    </message>
    <message>
        <source>Move the crosshair by a voxel</source>
        <translation>Déplacer le réticule d’un voxel</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Déplacer l’image</translation>
    </message>
    <message>
        <source>NIfTI on the grid of the images, with its record and its label table</source>
        <translation>NIfTI sur la grille des images, avec sa notice et sa table des étiquettes</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>N&amp;om</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Nom du modèle</translation>
    </message>
    <message>
        <source>Names, dates and places stay behind: files are named after subject and visit. What the scanner calls a series is shown here and written nowhere.</source>
        <translation>Noms, dates et lieux ne sont pas repris&#xa0;: les fichiers portent les noms du sujet et de la visite. Le nom que le scanner donne à une série n’est montré qu’ici et n’est écrit nulle part.</translation>
    </message>
    <message>
        <source>Ne&amp;urological Convention</source>
        <translation>Convention neurologi&amp;que</translation>
    </message>
    <message>
        <source>Near the crosshair</source>
        <translation>Près du réticule</translation>
    </message>
    <message>
        <source>Needs a chosen subject that is not being segmented.</source>
        <translation>Il faut un sujet choisi qui n’est pas en cours de segmentation.</translation>
    </message>
    <message>
        <source>Needs a result and a reference of the open subject.</source>
        <translation>Il faut un résultat et une référence du sujet ouvert.</translation>
    </message>
    <message>
        <source>Needs a result of a network: segment the open subject.</source>
        <translation>Il faut un résultat d’un réseau&#xa0;: segmentez le sujet ouvert.</translation>
    </message>
    <message>
        <source>Needs a result of the open subject.</source>
        <translation>Il faut un résultat du sujet ouvert.</translation>
    </message>
    <message>
        <source>Needs a subject in the list.</source>
        <translation>Il faut un sujet dans la liste.</translation>
    </message>
    <message>
        <source>Needs a subject that has a result.</source>
        <translation>Il faut un sujet qui a un résultat.</translation>
    </message>
    <message>
        <source>Needs an open subject that has T1 and T2.</source>
        <translation>Il faut un sujet ouvert qui a T1 et T2.</translation>
    </message>
    <message>
        <source>Needs an open subject that has a reference, on the page Images.</source>
        <translation>Nécessite un sujet ouvert qui a une référence, sur la page Images.</translation>
    </message>
    <message>
        <source>Needs an open subject with an earlier result, and no newer one.</source>
        <translation>Il faut un sujet ouvert avec un résultat antérieur, et aucun plus récent.</translation>
    </message>
    <message>
        <source>Needs an open subject, on the page Images, and no other that is being segmented.</source>
        <translation>Nécessite un sujet ouvert, sur la page Images, et qu’aucun autre ne soit en cours de segmentation.</translation>
    </message>
    <message>
        <source>Needs an open subject, on the page Images, and waits for the last correction.</source>
        <translation>Nécessite un sujet ouvert, sur la page Images, et attend la dernière correction.</translation>
    </message>
    <message>
        <source>Needs an open subject, on the page Images.</source>
        <translation>Nécessite un sujet ouvert, sur la page Images.</translation>
    </message>
    <message>
        <source>Needs an open subject.</source>
        <translation>Il faut un sujet ouvert.</translation>
    </message>
    <message>
        <source>Needs labels of the open subject: segment it.</source>
        <translation>Il faut des étiquettes du sujet ouvert&#xa0;: segmentez-le.</translation>
    </message>
    <message>
        <source>Needs labels that are compared with others.</source>
        <translation>Il faut des étiquettes comparées à d’autres.</translation>
    </message>
    <message>
        <source>Needs selected subjects not corrected by hand, and no others being segmented.</source>
        <translation>Il faut des sujets sélectionnés non corrigés à la main, et aucun autre en cours de segmentation.</translation>
    </message>
    <message>
        <source>Needs subjects without a result, and no others being segmented.</source>
        <translation>Il faut des sujets sans résultat, et aucun autre en cours de segmentation.</translation>
    </message>
    <message>
        <source>Needs the 3D view, and labels to show there.</source>
        <translation>Il faut la vue 3D, et des étiquettes à y montrer.</translation>
    </message>
    <message>
        <source>Needs the figures of the page Measure.</source>
        <translation>Il faut les chiffres de la page Mesurer.</translation>
    </message>
    <message>
        <source>Needs two reviewed subjects, and no training under way.</source>
        <translation>Il faut deux sujets relus, et aucun entraînement en cours.</translation>
    </message>
    <message>
        <source>Net&amp;work</source>
        <translation>Ré&amp;seau</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Neurological</source>
        <translation>Neurologique</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Next &amp;Doubtful Spot</source>
        <translation>Endroit &amp;douteux suivant</translation>
    </message>
    <message>
        <source>Next to Re&amp;view</source>
        <translation>Pr&amp;ochain à relire</translation>
    </message>
    <message>
        <source>No label; left out</source>
        <translation>Pas d’étiquettes&#xa0;; laissé de côté</translation>
    </message>
    <message>
        <source>No line has been drawn over this subject.</source>
        <translation>Aucune ligne n’a été tracée sur ce sujet.</translation>
    </message>
    <message>
        <source>No map</source>
        <translation>Aucune carte</translation>
    </message>
    <message>
        <source>No other subject with labels waits for a verdict.</source>
        <translation>Aucun autre sujet étiqueté n’attend de verdict.</translation>
    </message>
    <message>
        <source>No tissue is visible.</source>
        <translation>Aucun tissu n’est visible.</translation>
    </message>
    <message>
        <source>Nobody has measured it.</source>
        <translation>Personne ne l’a mesuré.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <source>Not Now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Not exported yet</source>
        <translation>Pas encore exporté</translation>
    </message>
    <message>
        <source>Not segmented yet</source>
        <translation>Pas encore segmenté</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Notes on this subject</source>
        <translation>Notes sur ce sujet</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Rien</translation>
    </message>
    <message>
        <source>Nothing has been trained in this window.</source>
        <translation>Rien n’a été entraîné dans cette fenêtre.</translation>
    </message>
    <message>
        <source>Nothing is being segmented.</source>
        <translation>Rien n’est en cours de segmentation.</translation>
    </message>
    <message>
        <source>Nothing is being trained.</source>
        <translation>Rien n’est en cours d’entraînement.</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Rien à faire</translation>
    </message>
    <message>
        <source>Nothing: random weights</source>
        <translation>Rien&#xa0;: poids aléatoires</translation>
    </message>
    <message>
        <source>Number of the left chart</source>
        <translation>Mesure du graphique de gauche</translation>
    </message>
    <message>
        <source>Number of the right chart</source>
        <translation>Mesure du graphique de droite</translation>
    </message>
    <message>
        <source>OBJ surface (*.obj)</source>
        <translation>Surface OBJ (*.obj)</translation>
    </message>
    <message>
        <source>Of a label table…</source>
        <translation>D’une table des étiquettes…</translation>
    </message>
    <message>
        <source>Of each tissue, voxel by voxel; the model that made the result is run once more for them</source>
        <translation>De chaque tissu, voxel par voxel&#xa0;; le modèle qui a fait le résultat est exécuté encore une fois pour elles</translation>
    </message>
    <message>
        <source>Offered first when a result is exported</source>
        <translation>Proposées en premier à l’export d’un résultat</translation>
    </message>
    <message>
        <source>One HTML page with pictures, volumes, scores and how it was made</source>
        <translation>Une page HTML avec images, volumes, scores et façon de faire</translation>
    </message>
    <message>
        <source>One closed surface a tissue, in scanner coordinates</source>
        <translation>Une surface fermée par tissu, en coordonnées du scanner</translation>
    </message>
    <message>
        <source>One plane large, or all three</source>
        <translation>Un plan en grand, ou les trois</translation>
    </message>
    <message>
        <source>One slice towards inferior, left or posterior</source>
        <translation>Une coupe vers le bas, la gauche ou l’arrière</translation>
    </message>
    <message>
        <source>One slice towards superior, right or anterior</source>
        <translation>Une coupe vers le haut, la droite ou l’avant</translation>
    </message>
    <message>
        <source>Only {share} of the smaller brain lies within the other: are these labels another subject&apos;s, or in another orientation?</source>
        <translation>Seuls {share} du plus petit cerveau se trouvent dans l’autre&#xa0;: ces étiquettes sont-elles d’un autre sujet, ou dans une autre orientation&#xa0;?</translation>
    </message>
    <message>
        <source>Opacity of all labels, less and more</source>
        <translation>Opacité de toutes les étiquettes, moins et plus</translation>
    </message>
    <message>
        <source>Opacity of {tissue}</source>
        <translation>Opacité de&#xa0;: {tissue}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open &amp;File…</source>
        <translation>Ouvrir un &amp;fichier…</translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation>Ouvrir un &amp;dossier…</translation>
    </message>
    <message>
        <source>Open &amp;Images…</source>
        <translation>Ouvrir des &amp;images…</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>Ouvrir un élément ré&amp;cent</translation>
    </message>
    <message>
        <source>Open Earlier Res&amp;ult</source>
        <translation>Ouvrir le rés&amp;ultat antérieur</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Ouvrir un dossier</translation>
    </message>
    <message>
        <source>Open Images</source>
        <translation>Ouvrir des images</translation>
    </message>
    <message>
        <source>Open MLflow</source>
        <translation>Ouvrir MLflow</translation>
    </message>
    <message>
        <source>Open Read-Only</source>
        <translation>Ouvrir en lecture seule</translation>
    </message>
    <message>
        <source>Open Report</source>
        <translation>Ouvrir le rapport</translation>
    </message>
    <message>
        <source>Open S&amp;tudy…</source>
        <translation>Ouvrir une é&amp;tude…</translation>
    </message>
    <message>
        <source>Open Without Them</source>
        <translation>Ouvrir sans elles</translation>
    </message>
    <message>
        <source>Open a T1 or T2 image; its partner is found beside it</source>
        <translation>Ouvrir une image T1 ou T2&#xa0;; l’autre est trouvée à côté d’elle</translation>
    </message>
    <message>
        <source>Open a folder of subjects</source>
        <translation>Ouvrir un dossier de sujets</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Ouvrir un modèle</translation>
    </message>
    <message>
        <source>Open a study</source>
        <translation>Ouvrir une étude</translation>
    </message>
    <message>
        <source>Open a study with its subjects and results</source>
        <translation>Ouvrir une étude avec ses sujets et ses résultats</translation>
    </message>
    <message>
        <source>Open all subjects of a folder (iSeg or BIDS names, or single images)</source>
        <translation>Ouvrir tous les sujets d’un dossier (noms iSeg ou BIDS, ou images seules)</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Ouvrir des images</translation>
    </message>
    <message>
        <source>Open it afterwards.</source>
        <translation>Ouvrez-la ensuite.</translation>
    </message>
    <message>
        <source>Open the &amp;Bundled Subject</source>
        <translation>Ouvrir le su&amp;jet fourni</translation>
    </message>
    <message>
        <source>Open the chosen subject with its result beside the others</source>
        <translation>Ouvrir le sujet choisi avec son résultat à côté des autres</translation>
    </message>
    <message>
        <source>Open the folder of the logs</source>
        <translation>Ouvrir le dossier des journaux</translation>
    </message>
    <message>
        <source>Open the next subject that has labels and is neither reviewed nor flagged</source>
        <translation>Ouvrir le prochain sujet qui a des étiquettes et n’est ni relu ni signalé</translation>
    </message>
    <message>
        <source>Open the report in the web browser</source>
        <translation>Ouvrir le rapport dans le navigateur web</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>Ouverts récemment</translation>
    </message>
    <message>
        <source>Opening the model</source>
        <translation>Ouverture du modèle</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>Ouverture de {name}</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>Or drop folders, images or a study here. A folder may be a BIDS data set, have iSeg names, or hold single images; Analyze and NIfTI.</source>
        <translation>Ou déposez ici des dossiers, des images ou une étude. Un dossier peut être un jeu de données BIDS, avoir des noms iSeg ou contenir des images seules&#xa0;; Analyze et NIfTI.</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Orientation</translation>
    </message>
    <message>
        <source>Orientation assumed: the files do not say how the head lies. Choose where their axes run to if left and right, or front and back, are wrong.</source>
        <translation>Orientation supposée&#xa0;: les fichiers ne disent pas comment la tête est placée. Choisissez vers où vont leurs axes si la gauche et la droite, ou l’avant et l’arrière, sont inversés.</translation>
    </message>
    <message>
        <source>Orientation of the voxel axes</source>
        <translation>Orientation des axes des voxels</translation>
    </message>
    <message>
        <source>Outline only: {tissue}</source>
        <translation>Contour seulement&#xa0;: {tissue}</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Sur</translation>
    </message>
    <message>
        <source>Overlay opacity</source>
        <translation>Opacité de la superposition</translation>
    </message>
    <message>
        <source>Own recipe (JSON)…</source>
        <translation>Recette personnelle (JSON)…</translation>
    </message>
    <message>
        <source>Own recipe: {name}</source>
        <translation>Recette personnelle&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Pages of the documents</source>
        <translation>Pages des documents</translation>
    </message>
    <message>
        <source>Paint &amp;{number}  {tissue}</source>
        <translation>Peindre &amp;{number}  {tissue}</translation>
    </message>
    <message>
        <source>Paint background</source>
        <translation>Peindre le fond</translation>
    </message>
    <message>
        <source>Paint only where the image is in a range; Ctrl+click takes the range from under the brush</source>
        <translation>Ne peindre que là où l’image est dans une plage&#xa0;; Ctrl+clic prend la plage sous le pinceau</translation>
    </message>
    <message>
        <source>Paint over</source>
        <translation>Peindre par-dessus</translation>
    </message>
    <message>
        <source>Paint the chosen label</source>
        <translation>Peindre l’étiquette choisie</translation>
    </message>
    <message>
        <source>Paint {tissue}</source>
        <translation>Peindre&#xa0;: {tissue}</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Déplacer</translation>
    </message>
    <message>
        <source>Parameters, curves and previews; no names of files, folders or people</source>
        <translation>Paramètres, courbes et aperçus&#xa0;; aucun nom de fichier, de dossier ni de personne</translation>
    </message>
    <message>
        <source>Patches a step</source>
        <translation>Blocs par pas</translation>
    </message>
    <message>
        <source>Patient&apos;s left on the left of the screen; radiological otherwise</source>
        <translation>Gauche du patient à gauche de l’écran&#xa0;; sinon convention radiologique</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>Pipeline</translation>
    </message>
    <message>
        <source>Pipeline: {state}</source>
        <translation>Pipeline&#xa0;: {state}</translation>
    </message>
    <message>
        <source>Pipeline…</source>
        <translation>Pipeline…</translation>
    </message>
    <message>
        <source>Plot T1 and T2 along a line</source>
        <translation>Tracer T1 et T2 le long d’une ligne</translation>
    </message>
    <message>
        <source>Plot T1 and T2 along a line over a plane</source>
        <translation>Tracer T1 et T2 le long d’une ligne sur un plan</translation>
    </message>
    <message>
        <source>Position in mm: right, anterior, superior</source>
        <translation>Position en mm&#xa0;: droite, avant, haut</translation>
    </message>
    <message>
        <source>Pre&amp;vious Slice</source>
        <translation>Coupe pr&amp;écédente</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>Preparing the images</source>
        <translation>Préparation des images</translation>
    </message>
    <message>
        <source>Preparing the model (once)</source>
        <translation>Préparation du modèle (une seule fois)</translation>
    </message>
    <message>
        <source>Preparing the view</source>
        <translation>Préparation de la vue</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Probabilités</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problème</translation>
    </message>
    <message>
        <source>Process {pid} on {host} has it. Two windows that save one study would undo each other&apos;s work.</source>
        <translation>Le processus {pid} sur {host} l’a ouverte. Deux fenêtres qui enregistrent une même étude déferaient chacune le travail de l’autre.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Progression de l’entraînement</translation>
    </message>
    <message>
        <source>Promote to Champion</source>
        <translation>Promouvoir champion</translation>
    </message>
    <message>
        <source>Promoting the model</source>
        <translation>Promotion du modèle</translation>
    </message>
    <message>
        <source>Promoting…</source>
        <translation>Promotion…</translation>
    </message>
    <message>
        <source>Put edits aside every</source>
        <translation>Mettre les corrections à l’abri toutes les</translation>
    </message>
    <message>
        <source>Put the tool away</source>
        <translation>Ranger l’outil</translation>
    </message>
    <message>
        <source>Put them back and try again, or segment again; until then the study remembers them.</source>
        <translation>Remettez-les à leur place et réessayez, ou segmentez à nouveau&#xa0;; d’ici là, l’étude s’en souvient.</translation>
    </message>
    <message>
        <source>Put what the planes show on the clipboard</source>
        <translation>Mettre ce que montrent les plans dans le presse-papiers</translation>
    </message>
    <message>
        <source>Putting {subject} aside</source>
        <translation>Mise de côté de {subject}</translation>
    </message>
    <message>
        <source>Radiological</source>
        <translation>Radiologique</translation>
    </message>
    <message>
        <source>Radiological shows the patient&apos;s right on the left</source>
        <translation>Radiologique montre la droite du patient à gauche</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Plage</translation>
    </message>
    <message>
        <source>Range of intensities from black to white</source>
        <translation>Plage d’intensités du noir au blanc</translation>
    </message>
    <message>
        <source>Re&amp;cord the run in MLflow</source>
        <translation>Enre&amp;gistrer l’exécution dans MLflow</translation>
    </message>
    <message>
        <source>Rea&amp;d a Label Table…</source>
        <translation>Lire une ta&amp;ble des étiquettes…</translation>
    </message>
    <message>
        <source>Reach into the neighbouring slices, not only across the one shown</source>
        <translation>Atteindre aussi les coupes voisines, pas seulement celle affichée</translation>
    </message>
    <message>
        <source>Reach into the neighbouring slices; fills go in all directions</source>
        <translation>Atteindre les coupes voisines&#xa0;; le remplissage va dans toutes les directions</translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation>Relire</translation>
    </message>
    <message>
        <source>Read a Label Table…</source>
        <translation>Lire une table des étiquettes…</translation>
    </message>
    <message>
        <source>Read a label table</source>
        <translation>Lire une table des étiquettes</translation>
    </message>
    <message>
        <source>Read what each warning means, and what can be done</source>
        <translation>Lire ce que chaque avertissement veut dire, et ce qu’on peut faire</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Reading T1</source>
        <translation>Lecture du T1</translation>
    </message>
    <message>
        <source>Reading T2</source>
        <translation>Lecture du T2</translation>
    </message>
    <message>
        <source>Reading participants</source>
        <translation>Lecture des participants</translation>
    </message>
    <message>
        <source>Reading subjects</source>
        <translation>Lecture des sujets</translation>
    </message>
    <message>
        <source>Reading the curves</source>
        <translation>Lecture des courbes</translation>
    </message>
    <message>
        <source>Reading the earlier result</source>
        <translation>Lecture du résultat antérieur</translation>
    </message>
    <message>
        <source>Reading the labels</source>
        <translation>Lecture des étiquettes</translation>
    </message>
    <message>
        <source>Reading the prediction</source>
        <translation>Lecture de la prédiction</translation>
    </message>
    <message>
        <source>Reading the reference</source>
        <translation>Lecture de la référence</translation>
    </message>
    <message>
        <source>Reading the result</source>
        <translation>Lecture du résultat</translation>
    </message>
    <message>
        <source>Reading the result of {name}</source>
        <translation>Lecture du résultat de {name}</translation>
    </message>
    <message>
        <source>Reading the runs</source>
        <translation>Lecture des exécutions</translation>
    </message>
    <message>
        <source>Reading the runs…</source>
        <translation>Lecture des exécutions…</translation>
    </message>
    <message>
        <source>Reading the study</source>
        <translation>Lecture de l’étude</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>Lecture de {name}</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>Lecture de {name}…</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Recette</translation>
    </message>
    <message>
        <source>Recipe (TrainingConfig)</source>
        <translation>Recette (TrainingConfig)</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Recettes (*.json)</translation>
    </message>
    <message>
        <source>Record in ML&amp;flow</source>
        <translation>Enregistrer dans ML&amp;flow</translation>
    </message>
    <message>
        <source>Recorded runs</source>
        <translation>Exécutions enregistrées</translation>
    </message>
    <message>
        <source>Recording in MLflow</source>
        <translation>Enregistrement dans MLflow</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Récupérer</translation>
    </message>
    <message>
        <source>Recovered. Export the labels or save the study to keep them.</source>
        <translation>Récupérées. Exportez les étiquettes ou enregistrez l’étude pour les garder.</translation>
    </message>
    <message>
        <source>Redone: {step}</source>
        <translation>Rétabli&#xa0;: {step}</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Référence</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Inscrire</translation>
    </message>
    <message>
        <source>Register T2 onto T1</source>
        <translation>Recaler le T2 sur le T1</translation>
    </message>
    <message>
        <source>Registered as Version {version}</source>
        <translation>Inscrit comme version {version}</translation>
    </message>
    <message>
        <source>Registering T2 to T1</source>
        <translation>Recalage du T2 sur le T1</translation>
    </message>
    <message>
        <source>Registering the model</source>
        <translation>Inscription du modèle</translation>
    </message>
    <message>
        <source>Registering…</source>
        <translation>Inscription…</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>Remove Isla&amp;nds of the Label</source>
        <translation>Supprimer les îl&amp;ots de l’étiquette</translation>
    </message>
    <message>
        <source>Remove Islands</source>
        <translation>Suppression des îlots</translation>
    </message>
    <message>
        <source>Remove every ruler, angle and profile of this subject</source>
        <translation>Supprimer toutes les règles, tous les angles et profils de ce sujet</translation>
    </message>
    <message>
        <source>Remove from L&amp;ist</source>
        <translation>Retirer de la &amp;liste</translation>
    </message>
    <message>
        <source>Remove from List</source>
        <translation>Retirer de la liste</translation>
    </message>
    <message>
        <source>Remove islands</source>
        <translation>Ôter les îlots</translation>
    </message>
    <message>
        <source>Removing islands</source>
        <translation>Suppression des îlots</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Replace a file?</source>
        <translation>Remplacer un fichier&#xa0;?</translation>
    </message>
    <message>
        <source>Replace {count} files?</source>
        <translation>Remplacer {count} fichiers&#xa0;?</translation>
    </message>
    <message>
        <source>Replace {name}?</source>
        <translation>Remplacer {name}&#xa0;?</translation>
    </message>
    <message>
        <source>Replace?</source>
        <translation>Remplacer&#xa0;?</translation>
    </message>
    <message>
        <source>Replacing it cannot be undone.</source>
        <translation>Un remplacement est définitif.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Resample</source>
        <translation>Rééchantillonner</translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation>Rééchantillonnage</translation>
    </message>
    <message>
        <source>Resampling T1</source>
        <translation>Rééchantillonnage du T1</translation>
    </message>
    <message>
        <source>Resampling T2</source>
        <translation>Rééchantillonnage du T2</translation>
    </message>
    <message>
        <source>Resampling the labels</source>
        <translation>Rééchantillonnage des étiquettes</translation>
    </message>
    <message>
        <source>Resampling the reference</source>
        <translation>Rééchantillonnage de la référence</translation>
    </message>
    <message>
        <source>Research software; not a medical device.</source>
        <translation>Logiciel de recherche&#xa0;; pas un dispositif médical.</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>Valeurs d’origine</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Results that are not saved: {n}, of {total} subjects.</source>
        <translation>Résultats non enregistrés&#xa0;: {n}, sur {total} sujets.</translation>
    </message>
    <message>
        <source>Results were made of the earlier images: segment them again.</source>
        <translation>Les résultats viennent des images d’avant&#xa0;: segmentez-les de nouveau.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Relecture</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Relu</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Droite</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>Glisser (bouton droit)</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Rond</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>Règle</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lancer</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Exécutions</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Calcul sur</translation>
    </message>
    <message>
        <source>S&amp;maller Brush</source>
        <translation>Pinceau plus peti&amp;t</translation>
    </message>
    <message>
        <source>S&amp;wipe</source>
        <translation>&amp;Volet</translation>
    </message>
    <message>
        <source>S&amp;wipe at the crosshair</source>
        <translation>&amp;Volet au réticule</translation>
    </message>
    <message>
        <source>STL surface (*.stl)</source>
        <translation>Surface STL (*.stl)</translation>
    </message>
    <message>
        <source>Sa&amp;ve Picture…</source>
        <translation>Enregistrer l’image des p&amp;lans…</translation>
    </message>
    <message>
        <source>Sa&amp;ve in</source>
        <translation>Dossi&amp;er</translation>
    </message>
    <message>
        <source>Sa&amp;ve the Label Table…</source>
        <translation>&amp;Enregistrer la table des étiquettes…</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Save &amp;Report for Support…</source>
        <translation>Enregistrer un rapport pour l’&amp;assistance…</translation>
    </message>
    <message>
        <source>Save CSV…</source>
        <translation>Enr. CSV…</translation>
    </message>
    <message>
        <source>Save Picture of This P&amp;lane…</source>
        <translation>Enregistrer l’image de ce plan se&amp;ul…</translation>
    </message>
    <message>
        <source>Save Report for Support…</source>
        <translation>Enregistrer un rapport pour l’assistance…</translation>
    </message>
    <message>
        <source>Save Study &amp;As…</source>
        <translation>Enregistrer l’étude &amp;sous…</translation>
    </message>
    <message>
        <source>Save Tissue Fi&amp;gures…</source>
        <translation>Enre&amp;gistrer les chiffres des tissus…</translation>
    </message>
    <message>
        <source>Save a report for support</source>
        <translation>Enregistrer un rapport pour l’assistance</translation>
    </message>
    <message>
        <source>Save as CSV: {name}</source>
        <translation>Enregistrer en CSV&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Save figures</source>
        <translation>Enregistrer les chiffres</translation>
    </message>
    <message>
        <source>Save it under another name.</source>
        <translation>Enregistrez-la sous un autre nom.</translation>
    </message>
    <message>
        <source>Save the Label Table…</source>
        <translation>Enregistrer la table des étiquettes…</translation>
    </message>
    <message>
        <source>Save the changes to {name}?</source>
        <translation>Enregistrer les modifications de {name}&#xa0;?</translation>
    </message>
    <message>
        <source>Save the contact sheet</source>
        <translation>Enregistrer la planche-contact</translation>
    </message>
    <message>
        <source>Save the label table</source>
        <translation>Enregistrer la table des étiquettes</translation>
    </message>
    <message>
        <source>Save the model in</source>
        <translation>Dossier où enregistrer le modèle</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>Save the results in a study?</source>
        <translation>Enregistrer les résultats dans une étude&#xa0;?</translation>
    </message>
    <message>
        <source>Save the study</source>
        <translation>Enregistrer l’étude</translation>
    </message>
    <message>
        <source>Save the study in another place, with its results</source>
        <translation>Enregistrer l’étude ailleurs, avec ses résultats</translation>
    </message>
    <message>
        <source>Saved in the study</source>
        <translation>Enregistré dans l’étude</translation>
    </message>
    <message>
        <source>Saved in the study, could not be read</source>
        <translation>Enregistré dans l’étude, illisible</translation>
    </message>
    <message>
        <source>Saved result</source>
        <translation>Résultat enregistré</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Enregistré&#xa0;: {path}</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Saving results</source>
        <translation>Enregistrement des résultats</translation>
    </message>
    <message>
        <source>Saving the study</source>
        <translation>Enregistrement de l’étude</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>Enregistrement de {name}</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Chercher des commandes</translation>
    </message>
    <message>
        <source>See and change the keys of every command</source>
        <translation>Voir et changer les touches de chaque commande</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmenter</translation>
    </message>
    <message>
        <source>Segment &amp;All Without a Result</source>
        <translation>Segmenter &amp;tous ceux sans résultat</translation>
    </message>
    <message>
        <source>Segment Again</source>
        <translation>Segmenter de nouveau</translation>
    </message>
    <message>
        <source>Segment Se&amp;lected</source>
        <translation>Segmenter la sélect&amp;ion</translation>
    </message>
    <message>
        <source>Segment every subject of the list that has no result yet, several at once</source>
        <translation>Segmenter chaque sujet de la liste qui n’a pas encore de résultat, plusieurs à la fois</translation>
    </message>
    <message>
        <source>Segment the selected subjects, several at once; those corrected by hand are left as they are</source>
        <translation>Segmenter les sujets sélectionnés, plusieurs à la fois&#xa0;; ceux corrigés à la main restent tels quels</translation>
    </message>
    <message>
        <source>Segment the subject to see its surfaces.</source>
        <translation>Segmentez le sujet pour voir ses surfaces.</translation>
    </message>
    <message>
        <source>Segment the subject to see where the network was not sure.</source>
        <translation>Segmentez le sujet pour voir où le réseau n’était pas sûr.</translation>
    </message>
    <message>
        <source>Segment the subject, or open one with a reference, to compare.</source>
        <translation>Pour comparer, segmentez le sujet, ou ouvrez-en un qui a une référence.</translation>
    </message>
    <message>
        <source>Segment uses {label}; choose another model</source>
        <translation>Segmenter utilise {label}&#xa0;; choisir un autre modèle</translation>
    </message>
    <message>
        <source>Segment with this model from now on</source>
        <translation>Segmenter désormais avec ce modèle</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>Segmentation</translation>
    </message>
    <message>
        <source>Segmented</source>
        <translation>Segmenté</translation>
    </message>
    <message>
        <source>Segmented before: {path}</source>
        <translation>Déjà segmenté&#xa0;: {path}</translation>
    </message>
    <message>
        <source>Segmenting</source>
        <translation>Segmentation</translation>
    </message>
    <message>
        <source>Segmenting {name}</source>
        <translation>Segmentation de {name}</translation>
    </message>
    <message>
        <source>Segmenting {name} subjects</source>
        <translation>Segmentation de {name} sujets</translation>
    </message>
    <message>
        <source>Segmenting…</source>
        <translation>Segmentation…</translation>
    </message>
    <message>
        <source>Segments infant brain MRI (T1 + T2) into cerebrospinal fluid, grey matter and white matter.</source>
        <translation>Segmente les IRM cérébrales de nourrissons (T1 + T2) en liquide cérébrospinal, substance grise et substance blanche.</translation>
    </message>
    <message>
        <source>Segments infant brain MRI, T1 and T2, into cerebrospinal fluid, grey matter and white matter. Look at the result, correct it, export it, and train a network on your own labels.</source>
        <translation>Segmente les IRM cérébrales de nourrissons, T1 et T2, en liquide cérébrospinal, substance grise et substance blanche. Regardez le résultat, corrigez-le, exportez-le, et entraînez un réseau sur vos propres étiquettes.</translation>
    </message>
    <message>
        <source>Sending to MLflow</source>
        <translation>Envoi à MLflow</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Série</translation>
    </message>
    <message>
        <source>Set the labels against a label image: another program&apos;s, another person&apos;s, an earlier one</source>
        <translation>Comparer les étiquettes à une image d’étiquettes&#xa0;: d’un autre logiciel, d’une autre personne, plus ancienne</translation>
    </message>
    <message>
        <source>Set the result against the reference of this subject</source>
        <translation>Confronter le résultat à la référence de ce sujet</translation>
    </message>
    <message>
        <source>Share of the subjects that is held out</source>
        <translation>Part des sujets mise de côté</translation>
    </message>
    <message>
        <source>Show &amp;3D Surface</source>
        <translation>Afficher la surface &amp;3D</translation>
    </message>
    <message>
        <source>Show &amp;Crosshair</source>
        <translation>Afficher le réti&amp;cule</translation>
    </message>
    <message>
        <source>Show &amp;Images</source>
        <translation>Afficher les &amp;images</translation>
    </message>
    <message>
        <source>Show &amp;Overlay</source>
        <translation>Afficher la super&amp;position</translation>
    </message>
    <message>
        <source>Show Conf&amp;idence</source>
        <translation>Afficher la con&amp;fiance</translation>
    </message>
    <message>
        <source>Show Di&amp;fference</source>
        <translation>Afficher la d&amp;ifférence</translation>
    </message>
    <message>
        <source>Show Entrop&amp;y</source>
        <translation>Afficher l’e&amp;ntropie</translation>
    </message>
    <message>
        <source>Show MLflow&apos;s own pages in the browser; they end with this program</source>
        <translation>Afficher les pages de MLflow dans le navigateur&#xa0;; elles se ferment avec ce logiciel</translation>
    </message>
    <message>
        <source>Show R&amp;uns</source>
        <translation>Afficher les e&amp;xécutions</translation>
    </message>
    <message>
        <source>Show Trainin&amp;g</source>
        <translation>Afficher l’en&amp;traînement</translation>
    </message>
    <message>
        <source>Show in Viewer</source>
        <translation>Voir dans la visionneuse</translation>
    </message>
    <message>
        <source>Show or hide the crosshair</source>
        <translation>Afficher ou masquer le réticule</translation>
    </message>
    <message>
        <source>Show or hide the pages at the right</source>
        <translation>Afficher ou masquer les pages de droite</translation>
    </message>
    <message>
        <source>Show or hide the tissues over the image</source>
        <translation>Afficher ou masquer les tissus sur l’image</translation>
    </message>
    <message>
        <source>Show or hide: {name}</source>
        <translation>Afficher ou masquer&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Show the &amp;Logs</source>
        <translation>Afficher les &amp;journaux</translation>
    </message>
    <message>
        <source>Show the image in these colours</source>
        <translation>Montrer l’image dans ces couleurs</translation>
    </message>
    <message>
        <source>Show the labels of this subject alone again</source>
        <translation>Afficher de nouveau les seules étiquettes de ce sujet</translation>
    </message>
    <message>
        <source>Show the other image</source>
        <translation>Afficher l’autre image</translation>
    </message>
    <message>
        <source>Show the other labels right of the crosshair: drag it to and fro</source>
        <translation>Afficher les autres étiquettes à droite du réticule&#xa0;: faites-le glisser d’un côté à l’autre</translation>
    </message>
    <message>
        <source>Show the plane that was used last alone, or all of them again; as a double click does</source>
        <translation>Afficher seul le dernier plan utilisé, ou de nouveau tous&#xa0;; comme un double clic</translation>
    </message>
    <message>
        <source>Show the visible tissues in 3D in the fourth cell, or the summary again</source>
        <translation>Afficher les tissus visibles en 3D dans la quatrième case, ou de nouveau le résumé</translation>
    </message>
    <message>
        <source>Show the {name} image</source>
        <translation>Montrer l’image {name}</translation>
    </message>
    <message>
        <source>Show what this program has found before, and go on from there</source>
        <translation>Montrer ce que ce programme a trouvé auparavant, et continuer de là</translation>
    </message>
    <message>
        <source>Show {tissue}</source>
        <translation>Afficher&#xa0;: {tissue}</translation>
    </message>
    <message>
        <source>Side Page&amp;s</source>
        <translation>Pages &amp;latérales</translation>
    </message>
    <message>
        <source>Side pages</source>
        <translation>Pages latérales</translation>
    </message>
    <message>
        <source>Simplifying</source>
        <translation>Simplification</translation>
    </message>
    <message>
        <source>Simulating subjects</source>
        <translation>Simulation de sujets</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Size (mm)</source>
        <translation>Taille (mm)</translation>
    </message>
    <message>
        <source>Size of the brush, smaller and larger</source>
        <translation>Taille du pinceau, plus petit et plus grand</translation>
    </message>
    <message>
        <source>Size of the images</source>
        <translation>Taille des images</translation>
    </message>
    <message>
        <source>Skip training</source>
        <translation>Sans entraînement</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Passé</translation>
    </message>
    <message>
        <source>Slices through the whole brain on one page</source>
        <translation>Des coupes de tout le cerveau sur une page</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Lisser</translation>
    </message>
    <message>
        <source>Smooth &amp;Pixels</source>
        <translation>Lisser les pi&amp;xels</translation>
    </message>
    <message>
        <source>Smooth pixels</source>
        <translation>Lisser les pixels</translation>
    </message>
    <message>
        <source>Smooth pixels between voxels</source>
        <translation>Pixels lissés entre les voxels</translation>
    </message>
    <message>
        <source>Smooth the border of the label that is painted, as far and where the tools panel says</source>
        <translation>Lisser le bord de l’étiquette peinte, autant et là où le dit le panneau des outils</translation>
    </message>
    <message>
        <source>Smooth the border of the label that is painted; each tissue keeps its volume</source>
        <translation>Lisser le bord de l’étiquette peinte&#xa0;; chaque tissu garde son volume</translation>
    </message>
    <message>
        <source>Smoothing in mm</source>
        <translation>Lissage en mm</translation>
    </message>
    <message>
        <source>Something about this subject is to be looked at again</source>
        <translation>Quelque chose est à revoir dans ce sujet</translation>
    </message>
    <message>
        <source>Something is to be looked at again</source>
        <translation>Quelque chose est à revoir</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Un problème est survenu</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>Espacement</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Carré</translation>
    </message>
    <message>
        <source>St&amp;art from Empty Labels</source>
        <translation>Partir d’étiquettes &amp;vides</translation>
    </message>
    <message>
        <source>Stages of the pipeline</source>
        <translation>Étapes du pipeline</translation>
    </message>
    <message>
        <source>Start &amp;from</source>
        <translation>Partir &amp;de</translation>
    </message>
    <message>
        <source>Start from Nothing</source>
        <translation>Départ de rien</translation>
    </message>
    <message>
        <source>Start from Reference</source>
        <translation>Départ de la référence</translation>
    </message>
    <message>
        <source>Start from a Cop&amp;y of the Reference</source>
        <translation>Partir d’une &amp;copie de la référence</translation>
    </message>
    <message>
        <source>Start with an empty list of subjects</source>
        <translation>Commencer avec une liste de sujets vide</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Starting MLflow</source>
        <translation>Démarrage de MLflow</translation>
    </message>
    <message>
        <source>Starting MLflow…</source>
        <translation>Démarrage de MLflow…</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Step through the slices</source>
        <translation>Parcourir les coupes</translation>
    </message>
    <message>
        <source>Stop C&amp;omparing</source>
        <translation>Arrêter de com&amp;parer</translation>
    </message>
    <message>
        <source>Stop and Keep Best</source>
        <translation>Arrêter et garder le meilleur</translation>
    </message>
    <message>
        <source>Stopped in its first epoch, hardly trained. The model is saved as {name}.</source>
        <translation>Arrêté dès sa première époque, à peine entraîné. Le modèle est enregistré sous {name}.</translation>
    </message>
    <message>
        <source>Stopping: {title}</source>
        <translation>Arrêt&#xa0;: {title}</translation>
    </message>
    <message>
        <source>Stopping; the best weights are kept</source>
        <translation>Arrêt en cours&#xa0;; les meilleurs poids sont conservés</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Stockée comme</translation>
    </message>
    <message>
        <source>Studies (*{suffix})</source>
        <translation>Études (*{suffix})</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Étude</translation>
    </message>
    <message>
        <source>Study {number} ({count} series)</source>
        <translation>Étude {number} ({count} séries)</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Sujet</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Sujets</translation>
    </message>
    <message>
        <source>Subjects  {n}</source>
        <translation>Sujets  {n}</translation>
    </message>
    <message>
        <source>Subjects of the folder</source>
        <translation>Sujets du dossier</translation>
    </message>
    <message>
        <source>Subjects of the pipeline</source>
        <translation>Sujets du pipeline</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>Summary of the subject</source>
        <translation>Résumé du sujet</translation>
    </message>
    <message>
        <source>Summary or 3D</source>
        <translation>Résumé ou 3D</translation>
    </message>
    <message>
        <source>Surface of CSF</source>
        <translation>Surface du LCS</translation>
    </message>
    <message>
        <source>Surface of GM</source>
        <translation>Surface de la SG</translation>
    </message>
    <message>
        <source>Surface of WM</source>
        <translation>Surface de la SB</translation>
    </message>
    <message>
        <source>Surfaces</source>
        <translation>Surfaces</translation>
    </message>
    <message>
        <source>Surfaces cannot be shown: OpenGL is not available here ({reason}).</source>
        <translation>Les surfaces ne peuvent pas être affichées&#xa0;: OpenGL n’est pas disponible ici ({reason}).</translation>
    </message>
    <message>
        <source>Switch &amp;T1 / T2</source>
        <translation>Ba&amp;sculer T1 / T2</translation>
    </message>
    <message>
        <source>T1 &amp;image</source>
        <translation>&amp;Image T1</translation>
    </message>
    <message>
        <source>T1 beside T2</source>
        <translation>T1 à côté de T2</translation>
    </message>
    <message>
        <source>T1 intensity</source>
        <translation>Intensité T1</translation>
    </message>
    <message>
        <source>T2 i&amp;mage</source>
        <translation>I&amp;mage T2</translation>
    </message>
    <message>
        <source>T2 intensity</source>
        <translation>Intensité T2</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Table: {name}</source>
        <translation>Table&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tableaux</translation>
    </message>
    <message>
        <source>Take Over</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Take colours, names and values from a table of ITK-SNAP, FreeSurfer or BIDS</source>
        <translation>Prendre couleurs, noms et valeurs d’une table d’ITK-SNAP, de FreeSurfer ou de BIDS</translation>
    </message>
    <message>
        <source>Take the last correction back, also in another subject</source>
        <translation>Annuler la dernière correction, même dans un autre sujet</translation>
    </message>
    <message>
        <source>Take this subject off the list; its files stay as they are</source>
        <translation>Retirer ce sujet de la liste&#xa0;; ses fichiers restent tels quels</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>Prend effet au prochain démarrage</translation>
    </message>
    <message>
        <source>Technical report</source>
        <translation>Rapport technique</translation>
    </message>
    <message>
        <source>The corrections are kept in this file.</source>
        <translation>Les corrections sont gardées dans ce fichier.</translation>
    </message>
    <message>
        <source>The corrections do not fit them.</source>
        <translation>Les corrections ne leur correspondent pas.</translation>
    </message>
    <message>
        <source>The database in your data folder</source>
        <translation>La base de votre dossier de données</translation>
    </message>
    <message>
        <source>The folder cannot be read: {reason}</source>
        <translation>Le dossier ne peut pas être lu&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>The folder for the results cannot be written to.</source>
        <translation>Impossible d’écrire dans le dossier des résultats.</translation>
    </message>
    <message>
        <source>The folder for the results is a file.</source>
        <translation>Le dossier des résultats est un fichier.</translation>
    </message>
    <message>
        <source>The folder of the run cannot be written to ({reason}).</source>
        <translation>Impossible d’écrire dans le dossier de l’exécution ({reason}).</translation>
    </message>
    <message>
        <source>The folder to save the model in cannot be written to.</source>
        <translation>Impossible d’écrire dans le dossier où enregistrer le modèle.</translation>
    </message>
    <message>
        <source>The images are no longer those that were corrected: the grids differ.</source>
        <translation>Les images ne sont plus celles qui ont été corrigées&#xa0;: les grilles diffèrent.</translation>
    </message>
    <message>
        <source>The images of {names} have changed since the study was saved.</source>
        <translation>Les images de {names} ont changé depuis l’enregistrement de l’étude.</translation>
    </message>
    <message>
        <source>The label table must name CSF, GM and WM once each.</source>
        <translation>La table des étiquettes doit nommer CSF, GM et WM une fois chacun.</translation>
    </message>
    <message>
        <source>The labels are right</source>
        <translation>Les étiquettes sont justes</translation>
    </message>
    <message>
        <source>The labels of this subject are right; a later change takes the mark away</source>
        <translation>Les étiquettes de ce sujet sont justes&#xa0;; une modification ultérieure ôte la marque</translation>
    </message>
    <message>
        <source>The labels of {name}, corrected by hand, belong to the images as they are read.</source>
        <translation>Les étiquettes de {name}, corrigées à la main, appartiennent aux images telles qu’elles sont lues.</translation>
    </message>
    <message>
        <source>The last checkpoint is kept: the run can be resumed. A smaller batch needs less memory.</source>
        <translation>Le dernier point de reprise est conservé&#xa0;: l’entraînement peut être repris. Un lot plus petit demande moins de mémoire.</translation>
    </message>
    <message>
        <source>The left button changes contrast and brightness</source>
        <translation>Le bouton gauche change le contraste et la luminosité</translation>
    </message>
    <message>
        <source>The left button moves the crosshair</source>
        <translation>Le bouton gauche déplace le réticule</translation>
    </message>
    <message>
        <source>The left button moves the picture</source>
        <translation>Le bouton gauche déplace l’image</translation>
    </message>
    <message>
        <source>The model must be the name of one, or the path of its file.</source>
        <translation>Le modèle doit être le nom d’un modèle, ou le chemin de son fichier.</translation>
    </message>
    <message>
        <source>The new result took the place of your corrections. Undo brings them back.</source>
        <translation>Le nouveau résultat a pris la place de vos corrections. Annuler les rend.</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>L’image est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>The pipeline</source>
        <translation>Pipeline</translation>
    </message>
    <message>
        <source>The program ended before these corrections were saved:</source>
        <translation>Le logiciel s’est arrêté avant que ces corrections soient enregistrées&#xa0;:</translation>
    </message>
    <message>
        <source>The reference is never changed. Shown now is the result: correct that.</source>
        <translation>La référence n’est jamais modifiée. Le résultat est maintenant affiché&#xa0;: corrigez-le.</translation>
    </message>
    <message>
        <source>The result of this subject is being read.</source>
        <translation>Le résultat de ce sujet est en cours de lecture.</translation>
    </message>
    <message>
        <source>The result of {name} was made of the images as they are read now.</source>
        <translation>Le résultat de {name} a été fait des images telles qu’elles sont lues à présent.</translation>
    </message>
    <message>
        <source>The results of {names} are not in the study&apos;s folder any more.</source>
        <translation>Les résultats de {names} ne sont plus dans le dossier de l’étude.</translation>
    </message>
    <message>
        <source>The segmentation of {names} has not been exported.</source>
        <translation>La segmentation de {names} n’a pas été exportée.</translation>
    </message>
    <message>
        <source>The segmentations of {names} and others have not been exported.</source>
        <translation>Les segmentations de {names} et d’autres n’ont pas été exportées.</translation>
    </message>
    <message>
        <source>The server must be an address such as http://localhost:5000.</source>
        <translation>Le serveur doit être une adresse comme http://localhost:5000.</translation>
    </message>
    <message>
        <source>The study was opened for reading only.</source>
        <translation>L’étude a été ouverte en lecture seule.</translation>
    </message>
    <message>
        <source>The subject of that step is being read. Try again when it is open.</source>
        <translation>Le sujet de cette étape est en cours de lecture. Réessayez quand il sera ouvert.</translation>
    </message>
    <message>
        <source>The subjects will be listed here, with what each has and what it lacks.</source>
        <translation>Les sujets s’afficheront ici, avec ce que chacun a et ce qui lui manque.</translation>
    </message>
    <message>
        <source>The training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Theme, model, device, undo and more</source>
        <translation>Thème, langue, modèle, matériel et plus</translation>
    </message>
    <message>
        <source>There already: {names}. Replacing cannot be undone.</source>
        <translation>Déjà présents&#xa0;: {names}. Un remplacement ne peut être annulé.</translation>
    </message>
    <message>
        <source>There are no doubtful spots.</source>
        <translation>Il n’y a pas d’endroit douteux.</translation>
    </message>
    <message>
        <source>There are no labels to measure: segment the subject.</source>
        <translation>Il n’y a pas d’étiquettes à mesurer&#xa0;: segmentez le sujet.</translation>
    </message>
    <message>
        <source>There are no runs yet.
Every training that is recorded in MLflow will be listed here.</source>
        <translation>Aucune exécution pour l’instant.
Tous les entraînements enregistrés dans MLflow s’afficheront ici.</translation>
    </message>
    <message>
        <source>There is a model {name} in this folder. Choose another name.</source>
        <translation>Il y a déjà un modèle {name} dans ce dossier. Choisissez un autre nom.</translation>
    </message>
    <message>
        <source>There is an unfinished run {name}. Resume it, or choose another name.</source>
        <translation>L’entraînement {name} est inachevé. Reprenez-le, ou choisissez un autre nom.</translation>
    </message>
    <message>
        <source>There is no spot before this one.</source>
        <translation>Il n’y a pas d’endroit avant celui-ci.</translation>
    </message>
    <message>
        <source>There is no such folder of subjects.</source>
        <translation>Ce dossier de sujets n’existe pas.</translation>
    </message>
    <message>
        <source>There is nothing to redo on this page.</source>
        <translation>Il n’y a rien à rétablir sur cette page.</translation>
    </message>
    <message>
        <source>There is nothing to undo on this page.</source>
        <translation>Il n’y a rien à annuler sur cette page.</translation>
    </message>
    <message>
        <source>They exist nowhere else, and this cannot be undone.</source>
        <translation>Elles n’existent nulle part ailleurs, et cela ne peut pas être annulé.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>This folder cannot be used.</source>
        <translation>Ce dossier ne peut pas être utilisé.</translation>
    </message>
    <message>
        <source>This is not the folder of a training run.</source>
        <translation>Ce n’est pas le dossier d’un entraînement.</translation>
    </message>
    <message>
        <source>This slice</source>
        <translation>Cette coupe</translation>
    </message>
    <message>
        <source>This subject</source>
        <translation>Ce sujet</translation>
    </message>
    <message>
        <source>This subject&apos;s labels were corrected by hand.</source>
        <translation>Les étiquettes de ce sujet ont été corrigées à la main.</translation>
    </message>
    <message>
        <source>This subject: {verdict}</source>
        <translation>Ce sujet&#xa0;: {verdict}</translation>
    </message>
    <message>
        <source>Those were resampled onto this grid, which the figures count. {words}</source>
        <translation>Celles-ci ont été rééchantillonnées sur cette grille, ce que comptent les chiffres. {words}</translation>
    </message>
    <message>
        <source>Three Planes</source>
        <translation>Trois plans</translation>
    </message>
    <message>
        <source>Threshold Brush</source>
        <translation>Pinceau à seuil</translation>
    </message>
    <message>
        <source>Threshold from</source>
        <translation>Seuil minimal</translation>
    </message>
    <message>
        <source>Threshold to</source>
        <translation>Seuil maximal</translation>
    </message>
    <message>
        <source>Tick at least one subject to validate on.</source>
        <translation>Cochez au moins un sujet de validation.</translation>
    </message>
    <message>
        <source>Tick off the spot under the crosshair and go to the next, the gravest first</source>
        <translation>Cocher l’endroit sous le réticule et passer au suivant, du plus grave au moins grave</translation>
    </message>
    <message>
        <source>Tick the subjects to segment.</source>
        <translation>Cochez les sujets à segmenter.</translation>
    </message>
    <message>
        <source>Tick this spot off and go to the next</source>
        <translation>Cocher cet endroit et passer au suivant</translation>
    </message>
    <message>
        <source>Tick what to export.</source>
        <translation>Cochez ce qu’il faut exporter.</translation>
    </message>
    <message>
        <source>Tip</source>
        <translation>Pointe</translation>
    </message>
    <message>
        <source>Tip of the brush: {tip}</source>
        <translation>Pointe du pinceau&#xa0;: {tip}</translation>
    </message>
    <message>
        <source>Tissue, with the network&apos;s confidence where the network said it</source>
        <translation>Tissu, avec la confiance du réseau, si c’est le réseau qui l’a donné</translation>
    </message>
    <message>
        <source>Tissues</source>
        <translation>Tissus</translation>
    </message>
    <message>
        <source>Tissues as Out&amp;lines</source>
        <translation>Tissus en c&amp;ontours</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>À faire</translation>
    </message>
    <message>
        <source>To save memory, the {count} oldest steps can no longer be undone.</source>
        <translation>Pour économiser la mémoire, les {count} plus anciennes étapes ne peuvent plus être annulées.</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>Barre d’outils</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Dessus</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entraîner</translation>
    </message>
    <message>
        <source>Train a Model</source>
        <translation>Entraîner un modèle</translation>
    </message>
    <message>
        <source>Train a model on labelled subjects</source>
        <translation>Entraîner un modèle sur des sujets étiquetés</translation>
    </message>
    <message>
        <source>Train for</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Train model</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Train the chosen model further on the reviewed subjects, two or more, with their labels</source>
        <translation>Continuer l’entraînement du modèle choisi sur les sujets relus, deux ou plus, avec leurs étiquettes</translation>
    </message>
    <message>
        <source>Train unet_stage1_4class.keras, in the folder models beside the results</source>
        <translation>Entraîner unet_stage1_4class.keras, dans le dossier models à côté des résultats</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Entraîné sur</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Training goes on in the background; the window stays free.</source>
        <translation>L’entraînement se poursuit en arrière-plan&#xa0;; la fenêtre reste libre.</translation>
    </message>
    <message>
        <source>Training needs at least two labelled subjects; there are none.</source>
        <translation>L’entraînement demande au moins deux sujets étiquetés&#xa0;; il n’y en a aucun.</translation>
    </message>
    <message>
        <source>Training needs at least two labelled subjects; there is one.</source>
        <translation>L’entraînement demande au moins deux sujets étiquetés&#xa0;; il n’y en a qu’un.</translation>
    </message>
    <message>
        <source>Training: {name}, {state}</source>
        <translation>Entraînement&#xa0;: {name}, {state}</translation>
    </message>
    <message>
        <source>Train…</source>
        <translation>Entraîner…</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Try the &amp;Bundled Subject</source>
        <translation>Essayer le su&amp;jet fourni</translation>
    </message>
    <message>
        <source>Turned</source>
        <translation>Tourné</translation>
    </message>
    <message>
        <source>Tutorial and reference</source>
        <translation>Tutoriel et référence</translation>
    </message>
    <message>
        <source>Type a few letters of a command</source>
        <translation>Tapez quelques lettres d’une commande</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Inchangé</translation>
    </message>
    <message>
        <source>Undone: {step}</source>
        <translation>Annulé&#xa0;: {step}</translation>
    </message>
    <message>
        <source>Unit of the brush size</source>
        <translation>Unité de la taille du pinceau</translation>
    </message>
    <message>
        <source>Updating…</source>
        <translation>Mise à jour…</translation>
    </message>
    <message>
        <source>Use This Model</source>
        <translation>Utiliser ce modèle</translation>
    </message>
    <message>
        <source>Usual Keys</source>
        <translation>D’origine</translation>
    </message>
    <message>
        <source>Validate data</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Validate on</source>
        <translation>Valider sur</translation>
    </message>
    <message>
        <source>Validate, train if need be, segment and report a whole folder</source>
        <translation>Valider, entraîner au besoin, segmenter et résumer tout un dossier</translation>
    </message>
    <message>
        <source>Validated</source>
        <translation>Validé</translation>
    </message>
    <message>
        <source>Validated on, and never trained on</source>
        <translation>Sert à la validation, jamais à l’entraînement</translation>
    </message>
    <message>
        <source>Validating</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>Perte de validation</translation>
    </message>
    <message>
        <source>Values of the label table {values} (*.nii.gz)</source>
        <translation>Valeurs de la table des étiquettes {values} (*.nii.gz)</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Versions, device, settings and the last log in one zip; it names nobody</source>
        <translation>Versions, matériel, réglages et dernier journal dans un zip&#xa0;; il ne nomme personne</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Visible labels</source>
        <translation>Tissus visibles</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>Visite</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <source>Volume is how much larger the tissue is than in the other labels.</source>
        <translation>Volume dit de combien le tissu est plus grand que dans les autres étiquettes.</translation>
    </message>
    <message>
        <source>Volumes, and scores where there are references, of all subjects</source>
        <translation>Volumes, et scores là où il y a des références, de tous les sujets</translation>
    </message>
    <message>
        <source>Volumes, means and spreads of the labels shown, for a spreadsheet</source>
        <translation>Volumes, moyennes et écarts-types des tissus affichés, pour un tableur</translation>
    </message>
    <message>
        <source>Volumes: {words}</source>
        <translation>Volumes&#xa0;: {words}</translation>
    </message>
    <message>
        <source>Voxel to mm</source>
        <translation>Voxel → mm</translation>
    </message>
    <message>
        <source>Voxel, in the file&apos;s own axes, counted from 0</source>
        <translation>Voxel, dans les axes du fichier, compté à partir de 0</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation>Voxels</translation>
    </message>
    <message>
        <source>WM</source>
        <translation>SB</translation>
    </message>
    <message>
        <source>WM only</source>
        <translation>SB seule</translation>
    </message>
    <message>
        <source>Wait until the last correction is done.</source>
        <translation>Attendez la fin de la dernière correction.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Waiting for patches</source>
        <translation>Attente de blocs</translation>
    </message>
    <message>
        <source>Waits for the training under way.</source>
        <translation>Attend la fin de l’entraînement en cours.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>What Is This?</source>
        <translation>Qu’est-ce que c’est&#xa0;?</translation>
    </message>
    <message>
        <source>What is not saved will be lost.</source>
        <translation>Ce qui n’est pas enregistré sera perdu.</translation>
    </message>
    <message>
        <source>What it is not</source>
        <translation>Ce que ce n’est pas</translation>
    </message>
    <message>
        <source>What mouse and keys do</source>
        <translation>Ce que font la souris et les touches</translation>
    </message>
    <message>
        <source>What stands in the way of using it</source>
        <translation>Ce qui empêche de l’utiliser</translation>
    </message>
    <message>
        <source>What the folder holds</source>
        <translation>Ce que contient le dossier</translation>
    </message>
    <message>
        <source>What the run was told to do</source>
        <translation>Les paramètres de l’exécution</translation>
    </message>
    <message>
        <source>What the tools paint from now on</source>
        <translation>Ce que les outils peignent désormais</translation>
    </message>
    <message>
        <source>What there is no room for</source>
        <translation>Ce qui n’a pas la place</translation>
    </message>
    <message>
        <source>What this is, and is not</source>
        <translation>Ce que c’est, et ce que ce n’est pas</translation>
    </message>
    <message>
        <source>What was done by then is kept: run it again, and it goes on.</source>
        <translation>Ce qui était fait est conservé&#xa0;: relancez-le, et il continue.</translation>
    </message>
    <message>
        <source>What you open will be listed here.</source>
        <translation>Ce que vous ouvrez s’affichera ici.</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Molette</translation>
    </message>
    <message>
        <source>Wheel or Page Up and Page Down step through slices; arrows move the crosshair.</source>
        <translation>La molette ou Page préc. et Page suiv. parcourent les coupes&#xa0;; les flèches déplacent le réticule.</translation>
    </message>
    <message>
        <source>When to train</source>
        <translation>Quand entraîner</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Where the first, second and third voxel axis run to: L or R, A or P, S or I</source>
        <translation>Vers où vont le premier, le deuxième et le troisième axe des voxels&#xa0;: L (gauche) ou R (droite), A ou P, S ou I</translation>
    </message>
    <message>
        <source>Where to put the folder of {n} reviewed subjects</source>
        <translation>Où mettre le dossier des {n} sujets relus</translation>
    </message>
    <message>
        <source>Where to smooth</source>
        <translation>Où lisser</translation>
    </message>
    <message>
        <source>Where trainings are recorded</source>
        <translation>Où les entraînements sont enregistrés</translation>
    </message>
    <message>
        <source>Whether there is a T1 image</source>
        <translation>S’il y a une image T1</translation>
    </message>
    <message>
        <source>Whether there is a T2 image</source>
        <translation>S’il y a une image T2</translation>
    </message>
    <message>
        <source>Whether there is a label image</source>
        <translation>S’il y a une image d’étiquettes</translation>
    </message>
    <message>
        <source>Which labels may be painted over; locked ones never are</source>
        <translation>Quels tissus peuvent être recouverts&#xa0;; ceux verrouillés ne le sont jamais</translation>
    </message>
    <message>
        <source>Which labels to show</source>
        <translation>Quelles étiquettes afficher</translation>
    </message>
    <message>
        <source>Which model Segment uses, and what its card says</source>
        <translation>Le modèle qu’utilise Segmenter, et ce que dit sa fiche</translation>
    </message>
    <message>
        <source>Which side of the screen shows the patient&apos;s right; press for the other</source>
        <translation>Le côté de l’écran qui montre la droite du patient&#xa0;; cliquer pour l’autre</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Blanc</translation>
    </message>
    <message>
        <source>White matter</source>
        <translation>Substance blanche</translation>
    </message>
    <message>
        <source>Whole head</source>
        <translation>Toute la tête</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>Window/Level</source>
        <translation>Fenêtre/niveau</translation>
    </message>
    <message>
        <source>Worker processes</source>
        <translation>Processus de calcul</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Processus</translation>
    </message>
    <message>
        <source>Write colours, names and values for ITK-SNAP, FreeSurfer or BIDS</source>
        <translation>Écrire couleurs, noms et valeurs pour ITK-SNAP, FreeSurfer ou BIDS</translation>
    </message>
    <message>
        <source>Write label images, surfaces, tables, reports and contact sheets of one subject or all</source>
        <translation>Écrire images d’étiquettes, surfaces, tableaux, rapports et planches-contact d’un sujet ou de tous</translation>
    </message>
    <message>
        <source>Write slices through the whole brain on one page, as PNG or PDF</source>
        <translation>Écrire des coupes de tout le cerveau sur une page, en PNG ou PDF</translation>
    </message>
    <message>
        <source>Write the figures</source>
        <translation>Écrire les chiffres</translation>
    </message>
    <message>
        <source>Write the lines</source>
        <translation>Écrire les tracés</translation>
    </message>
    <message>
        <source>Write the plane that has the keyboard as a PNG, with its scale bar</source>
        <translation>Écrire le plan qui a le clavier en PNG, avec sa barre d’échelle</translation>
    </message>
    <message>
        <source>Write the profile</source>
        <translation>Écrire le profil</translation>
    </message>
    <message>
        <source>Write the segmentation as NIfTI, with its record beside it</source>
        <translation>Écrire la segmentation en NIfTI, avec sa notice à côté</translation>
    </message>
    <message>
        <source>Write the visible tissues as STL, OBJ or GIFTI surfaces</source>
        <translation>Écrire les tissus visibles comme surfaces STL, OBJ ou GIFTI</translation>
    </message>
    <message>
        <source>Write volumes, means and spreads of the labels shown as CSV</source>
        <translation>Écrire volumes, moyennes et écarts-types des tissus affichés en CSV</translation>
    </message>
    <message>
        <source>Write what the planes show as a PNG, with the scale bars</source>
        <translation>Écrire ce que montrent les plans en PNG, avec les barres d’échelle</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Écriture</translation>
    </message>
    <message>
        <source>Writing subjects</source>
        <translation>Écriture des sujets</translation>
    </message>
    <message>
        <source>Writing subjects to {name}</source>
        <translation>Écriture des sujets dans {name}</translation>
    </message>
    <message>
        <source>Writing surfaces to {name}</source>
        <translation>Écriture des surfaces dans {name}</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Écriture du rapport</translation>
    </message>
    <message>
        <source>Writing the subject</source>
        <translation>Écriture du sujet</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Écriture de {name}</translation>
    </message>
    <message>
        <source>Written to {folder}: {names}</source>
        <translation>Écrit dans {folder}&#xa0;: {names}</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Écrit&#xa0;: {path}</translation>
    </message>
    <message>
        <source>Your images stay where they are; a study keeps results beside itself.</source>
        <translation>Vos images restent où elles sont&#xa0;; une étude garde les résultats à côté d’elle.</translation>
    </message>
    <message>
        <source>Your models: {folder}</source>
        <translation>Vos modèles&#xa0;: {folder}</translation>
    </message>
    <message>
        <source>Zip archives (*.zip)</source>
        <translation>Archives zip (*.zip)</translation>
    </message>
    <message>
        <source>Zoom at the mouse</source>
        <translation>Zoomer à la souris</translation>
    </message>
    <message>
        <source>a &amp;share of</source>
        <translation>une pa&amp;rt de</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>exactitude</translation>
    </message>
    <message>
        <source>always</source>
        <translation>toujours</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>et {count} autres</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatique</translation>
    </message>
    <message>
        <source>epoch {count} done</source>
        <translation>époque {count} terminée</translation>
    </message>
    <message>
        <source>exists</source>
        <translation>existe</translation>
    </message>
    <message>
        <source>for</source>
        <translation>pendant</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>mis de côté</translation>
    </message>
    <message>
        <source>iSeg Desktop ran into a mistake of its own. What is open stays open; the last action may not have been completed. Please report the text below; it may hold names of files, so look through it first. A report for support names nobody.</source>
        <translation>iSeg Desktop a rencontré une erreur interne. Ce qui est ouvert le reste&#xa0;; la dernière action n’est peut-être pas terminée. Merci de signaler le texte ci-dessous&#xa0;; il peut contenir des noms de fichiers, relisez-le d’abord. Un rapport pour l’assistance ne nomme personne.</translation>
    </message>
    <message>
        <source>iSeg values 0, 10, 150, 250 (*.nii.gz)</source>
        <translation>Valeurs iSeg 0, 10, 150, 250 (*.nii.gz)</translation>
    </message>
    <message>
        <source>iSeg: 0, 10, 150, 250</source>
        <translation>iSeg&#xa0;: 0, 10, 150, 250</translation>
    </message>
    <message>
        <source>if there is no model of its own that can be used</source>
        <translation>s’il n’a pas de modèle à lui utilisable</translation>
    </message>
    <message>
        <source>it draws in software, which breaks where TensorFlow runs</source>
        <translation>le dessin logiciel ne va pas avec TensorFlow</translation>
    </message>
    <message>
        <source>label</source>
        <translation>étiquettes</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>taux d’apprentissage</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>perte</translation>
    </message>
    <message>
        <source>made here</source>
        <translation>fait ici</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>moy.</translation>
    </message>
    <message>
        <source>mean Dice {dice:.4f}</source>
        <translation>Dice moyen {dice:.4f}</translation>
    </message>
    <message>
        <source>mi&amp;nutes</source>
        <translation>mi&amp;nutes</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>manquant</translation>
    </message>
    <message>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <source>mm along the line</source>
        <translation>mm le long de la ligne</translation>
    </message>
    <message>
        <source>never; segment with the chosen model</source>
        <translation>jamais&#xa0;; segmenter avec le modèle choisi</translation>
    </message>
    <message>
        <source>no context could be made</source>
        <translation>aucun contexte n’a pu être créé</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>not yet exported</source>
        <translation>pas encore exporté</translation>
    </message>
    <message>
        <source>sd</source>
        <translation>é.-t.</translation>
    </message>
    <message>
        <source>the &amp;ticked subjects</source>
        <translation>les sujets &amp;cochés</translation>
    </message>
    <message>
        <source>the best so far</source>
        <translation>le meilleur jusqu’ici</translation>
    </message>
    <message>
        <source>the shaders were refused</source>
        <translation>les shaders ont été refusés</translation>
    </message>
    <message>
        <source>there</source>
        <translation>présent</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>cet ordinateur</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>pour l’entraînement</translation>
    </message>
    <message>
        <source>validation loss {loss:.4f}</source>
        <translation>perte de validation {loss:.4f}</translation>
    </message>
    <message>
        <source>validation {number}</source>
        <translation>validation&#xa0;: {number}</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>version {version}</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>voxels</translation>
    </message>
    <message>
        <source>with a note</source>
        <translation>avec une note</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>{count} could not be exported.</source>
        <translation>{count} n’ont pas pu être exportés.</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} fichiers</translation>
    </message>
    <message>
        <source>{count} files written to {folder}</source>
        <translation>{count} fichiers écrits dans {folder}</translation>
    </message>
    <message>
        <source>{count} files, {existing} of them exist</source>
        <translation>{count} fichiers, dont {existing} existent</translation>
    </message>
    <message>
        <source>{count} subjects</source>
        <translation>{count} sujets</translation>
    </message>
    <message>
        <source>{disclaimer} Not for diagnosis or treatment. The model that comes with it was trained on simulated images: read what it reached and where it fails (Model &gt; Choose Model) before you rely on a result.</source>
        <translation>{disclaimer} Ni pour le diagnostic ni pour le traitement. Le modèle fourni a été entraîné sur des images simulées&#xa0;: lisez ce qu’il atteint et où il échoue (Modèle &gt; Choisir un modèle) avant de vous fier à un résultat.</translation>
    </message>
    <message>
        <source>{done} of {count} looked at; the gravest come first.</source>
        <translation>{done} sur {count} vus&#xa0;; les plus graves d’abord.</translation>
    </message>
    <message>
        <source>{figure} of {tissue}</source>
        <translation>{figure}&#xa0;: {tissue}</translation>
    </message>
    <message>
        <source>{file}: colours and names taken; its values are {values}.</source>
        <translation>{file}&#xa0;: couleurs et noms repris&#xa0;; ses valeurs sont {values}.</translation>
    </message>
    <message>
        <source>{mean:.3f} in epoch {epoch}</source>
        <translation>{mean:.3f} à l’époque {epoch}</translation>
    </message>
    <message>
        <source>{menu}: {title}</source>
        <translation>{menu}&#xa0;: {title}</translation>
    </message>
    <message>
        <source>{modality} image</source>
        <translation>Image {modality}</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} et {n} de plus</translation>
    </message>
    <message>
        <source>{name} has a result here that is not saved; it is kept.</source>
        <translation>{name} a ici un résultat non enregistré&#xa0;; il est conservé.</translation>
    </message>
    <message>
        <source>{name} intensity</source>
        <translation>Intensité {name}</translation>
    </message>
    <message>
        <source>{name} is open in another window.</source>
        <translation>{name} est ouverte dans une autre fenêtre.</translation>
    </message>
    <message>
        <source>{name} or its record exists in {folder}.</source>
        <translation>{name} ou sa notice existe dans {folder}.</translation>
    </message>
    <message>
        <source>{name} plane</source>
        <translation>Plan {name}</translation>
    </message>
    <message>
        <source>{name} plane, other image</source>
        <translation>Plan {name}, autre image</translation>
    </message>
    <message>
        <source>{name} {value:.3f} in epoch {epoch}</source>
        <translation>{name} {value:.3f} à l’époque {epoch}</translation>
    </message>
    <message>
        <source>{name}, in {folder}</source>
        <translation>{name}, dans {folder}</translation>
    </message>
    <message>
        <source>{n} held out</source>
        <translation>{n} mis de côté</translation>
    </message>
    <message>
        <source>{n} images are not where the study says.</source>
        <translation>{n} images ne sont pas là où l’étude le dit.</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} sur {total}</translation>
    </message>
    <message>
        <source>{n} rows are on the clipboard.</source>
        <translation>{n} lignes sont dans le presse-papiers.</translation>
    </message>
    <message>
        <source>{n} trained on</source>
        <translation>{n} pour l’entraînement</translation>
    </message>
    <message>
        <source>{n} voxels differ from the reference</source>
        <translation>{n} voxels diffèrent de la référence</translation>
    </message>
    <message>
        <source>{n} voxels differ from the segmentation</source>
        <translation>{n} voxels diffèrent de la segmentation</translation>
    </message>
    <message>
        <source>{n} voxels painted</source>
        <translation>{n} voxels peints</translation>
    </message>
    <message>
        <source>{n} without a label</source>
        <translation>{n} sans étiquettes</translation>
    </message>
    <message>
        <source>{one} and {other} have the same keys.</source>
        <translation>{one} et {other} ont les mêmes touches.</translation>
    </message>
    <message>
        <source>{plane}: paint {tissue} on two or more slices first, then interpolate between them.</source>
        <translation>{plane}&#xa0;: peignez d’abord {tissue} sur deux coupes ou plus, puis interpolez entre elles.</translation>
    </message>
    <message>
        <source>{share:.0f} % on average</source>
        <translation>{share:.0f}&#xa0;% en moyenne</translation>
    </message>
    <message>
        <source>{size:.1f} MB</source>
        <translation>{size:.1f}&#xa0;Mo</translation>
    </message>
    <message>
        <source>{size} voxels, {spacing} mm, {orientation}</source>
        <translation>{size} voxels, {spacing}&#xa0;mm, {orientation}</translation>
    </message>
    <message>
        <source>{space}: none</source>
        <translation>{space}&#xa0;: aucune</translation>
    </message>
    <message>
        <source>{step} came too late: the labels have been changed since.</source>
        <translation>{step}&#xa0;: trop tard, les étiquettes ont changé depuis.</translation>
    </message>
    <message>
        <source>{step}: nothing to change.</source>
        <translation>{step}&#xa0;: rien à changer.</translation>
    </message>
    <message>
        <source>{step}: {ml:.1f} ml relabelled; {gains} ml</source>
        <translation>{step}&#xa0;: {ml:.1f} ml réétiquetés&#xa0;; {gains} ml</translation>
    </message>
    <message>
        <source>{subject} is being corrected in another window, too. Each window keeps its own corrections; export them under different names.</source>
        <translation>{subject} est aussi corrigé dans une autre fenêtre. Chaque fenêtre garde ses propres corrections&#xa0;; exportez-les sous des noms différents.</translation>
    </message>
    <message>
        <source>{text}, not possible now</source>
        <translation>{text}, impossible pour l’instant</translation>
    </message>
    <message>
        <source>{time} in all</source>
        <translation>{time} en tout</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>encore {time}</translation>
    </message>
    <message>
        <source>{time} so far</source>
        <translation>{time} jusqu’ici</translation>
    </message>
    <message>
        <source>{tissue} is locked. Unlock it to change where it is.</source>
        <translation>{tissue}&#xa0;: verrouillé. Déverrouillez pour changer où il se trouve.</translation>
    </message>
    <message>
        <source>{tissue}: paint two or more slices of this plane ({plane}) first; those between are then painted.</source>
        <translation>{tissue}&#xa0;: peignez d’abord au moins deux coupes de ce plan ({plane})&#xa0;; celles d’entre elles sont alors peintes.</translation>
    </message>
    <message>
        <source>{tissue}: {n} voxels</source>
        <translation>{tissue}&#xa0;: {n} voxels</translation>
    </message>
    <message>
        <source>{title} (read-only)</source>
        <translation>{title} (lecture seule)</translation>
    </message>
    <message>
        <source>{version}  ★ champion</source>
        <translation>{version}  ★ champion</translation>
    </message>
    <message>
        <source>{what} broke off: it left with status {code}</source>
        <translation>{what}&#xa0;: interruption, code de sortie {code}</translation>
    </message>
    <message>
        <source>{what} broke off: {words}</source>
        <translation>{what}&#xa0;: interruption. {words}</translation>
    </message>
    <message>
        <source>{what} could not be started.</source>
        <translation>{what}&#xa0;: démarrage impossible.</translation>
    </message>
    <message>
        <source>{what} crashed (signal {number}).</source>
        <translation>{what}&#xa0;: arrêt brutal (signal {number}).</translation>
    </message>
    <message>
        <source>{what} in {subject}</source>
        <translation>{what}, chez {subject}</translation>
    </message>
    <message>
        <source>{what} must be {low} to {high} {unit}, got {value}.</source>
        <translation>{what}&#xa0;: la valeur doit être entre {low} et {high} {unit}, pas {value}.</translation>
    </message>
    <message>
        <source>{what} was ended from outside. Most likely the memory ran out.</source>
        <translation>{what}&#xa0;: arrêt imposé de l’extérieur. La mémoire était sans doute épuisée.</translation>
    </message>
    <message>
        <source>– (Analyze has none)</source>
        <translation>– (Analyze n’en a pas)</translation>
    </message>
</context>
</TS>
