<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> and {count} more</source>
        <translation> et {count} autres</translation>
    </message>
    <message>
        <source>&amp;3D Brush and Fill</source>
        <translation>Pinceau et remplissage &amp;3D</translation>
    </message>
    <message>
        <source>&amp;All {count} subjects that have a result</source>
        <translation>&amp;Les {count} sujets qui ont un résultat</translation>
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
        <source>&amp;Choose Model…</source>
        <translation>&amp;Choisir un modèle…</translation>
    </message>
    <message>
        <source>&amp;Copy Picture</source>
        <translation>&amp;Copier l’image</translation>
    </message>
    <message>
        <source>&amp;Crosshair</source>
        <translation>&amp;Réticule</translation>
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
        <source>&amp;Edit</source>
        <translation>É&amp;dition</translation>
    </message>
    <message>
        <source>&amp;Enlarge Plane</source>
        <translation>Agrandir l&amp;e plan</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Gomme</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Fill</source>
        <translation>Re&amp;mplissage</translation>
    </message>
    <message>
        <source>&amp;Fine-tune on Reviewed Subjects…</source>
        <translation>A&amp;ffiner sur les sujets relus…</translation>
    </message>
    <message>
        <source>&amp;Flag</source>
        <translation>Si&amp;gnaler</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Aid&amp;e</translation>
    </message>
    <message>
        <source>&amp;Interpolate Between Slices</source>
        <translation>&amp;Interpoler entre les coupes</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>&amp;Lasso</translation>
    </message>
    <message>
        <source>&amp;Less Opaque</source>
        <translation>&amp;Moins opaque</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modèle</translation>
    </message>
    <message>
        <source>&amp;More Opaque</source>
        <translation>Plus &amp;opaque</translation>
    </message>
    <message>
        <source>&amp;Next Slice</source>
        <translation>Coupe suiva&amp;nte</translation>
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
        <source>&amp;Previous Doubtful Spot</source>
        <translation>Point douteux &amp;précédent</translation>
    </message>
    <message>
        <source>&amp;Read a Label Table…</source>
        <translation>Lire &amp;une table d’étiquettes…</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>Rét&amp;ablir</translation>
    </message>
    <message>
        <source>&amp;Reset View</source>
        <translation>Réinitialiser la &amp;vue</translation>
    </message>
    <message>
        <source>&amp;Resume Training…</source>
        <translation>&amp;Reprendre l’entraînement…</translation>
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
        <source>&amp;This subject: {name}</source>
        <translation>&amp;Ce sujet : {name}</translation>
    </message>
    <message>
        <source>&amp;Threshold Brush</source>
        <translation>Pinceau à &amp;seuil</translation>
    </message>
    <message>
        <source>&amp;Train…</source>
        <translation>&amp;Entraîner…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>A&amp;nnuler</translation>
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
        <source>, with a note</source>
        <translation>, avec une note</translation>
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
        <source>3D brush and fill</source>
        <translation>Pinceau et remplissage 3D</translation>
    </message>
    <message>
        <source>3D from {side}</source>
        <translation>3D, vue : {side}</translation>
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
        <source>A file…</source>
        <translation>Un fichier…</translation>
    </message>
    <message>
        <source>A fresh segmentation takes their place. Undo brings the corrections back.</source>
        <translation>Une nouvelle segmentation prend leur place. Annuler rend les corrections.</translation>
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
        <source>About iSeg Desktop</source>
        <translation>À propos d’iSeg Desktop</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>All but 0.1 % of the brain&apos;s voxels at either end</source>
        <translation>Tous les voxels du cerveau sauf 0,1 % à chaque bout</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Toutes les étiquettes</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Angle</translation>
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
        <source>Arrows turn, plus and minus zoom, Home looks from the side again; a click moves the crosshair, Return moves it to what is in the middle.</source>
        <translation>Flèches : tourner ; plus et moins : zoom ; Début : vue de départ ; un clic déplace le réticule, Entrée le place sur ce qui est au milieu.</translation>
    </message>
    <message>
        <source>As the network needs</source>
        <translation>Selon le réseau</translation>
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
        <source>BIDS: 0, 3, 1, 2</source>
        <translation>BIDS : 0, 3, 1, 2</translation>
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
        <source>Background</source>
        <translation>Fond</translation>
    </message>
    <message>
        <source>Background only</source>
        <translation>Fond seulement</translation>
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
        <source>Black</source>
        <translation>Noir</translation>
    </message>
    <message>
        <source>Black and white so that all but 0.1 % of the brain&apos;s voxels at either end lie between</source>
        <translation>Noir et blanc tels que tous les voxels du cerveau sauf 0,1 % à chaque bout soient entre les deux</translation>
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
        <translation>LCS seulement</translation>
    </message>
    <message>
        <source>Ca&amp;ncel Training</source>
        <translation>A&amp;nnuler l’entraînement</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
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
        <source>Checking {n} of {total} subjects…</source>
        <translation>Vérification de {n} sujets sur {total}…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Choose a Model</source>
        <translation>Choisir un modèle</translation>
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
        <source>Choose another folder to save the model in.</source>
        <translation>Choisissez un autre dossier où enregistrer le modèle.</translation>
    </message>
    <message>
        <source>Choose runs to see their curves.</source>
        <translation>Choisissez des exécutions pour voir leurs courbes.</translation>
    </message>
    <message>
        <source>Choose the folder that holds your labelled subjects.</source>
        <translation>Choisissez le dossier de vos sujets étiquetés.</translation>
    </message>
    <message>
        <source>Choose the model</source>
        <translation>Choisir le modèle</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Class numbers: 0, 1, 2, 3</source>
        <translation>Numéros de classe : 0, 1, 2, 3</translation>
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
        <translation>Colorer seulement les voxels qui diffèrent des autres étiquettes, selon celles-ci</translation>
    </message>
    <message>
        <source>Colour only the voxels that differ, by what the other labels say (Shift+D)</source>
        <translation>Colorer seulement les voxels qui diffèrent, selon les autres étiquettes (Maj+D)</translation>
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
        <translation>Couleurs : {name}</translation>
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
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Compare &amp;with File…</source>
        <translation>Comparer à un &amp;fichier…</translation>
    </message>
    <message>
        <source>Compare the labels with</source>
        <translation>Comparer les étiquettes à</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparer à</translation>
    </message>
    <message>
        <source>Compare with Re&amp;ference</source>
        <translation>Comparer à la &amp;référence</translation>
    </message>
    <message>
        <source>Compare with label image</source>
        <translation>Comparer à une image d’étiquettes</translation>
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
        <translation>Continue entre quelques coupes de ce plan ce qui y a été peint</translation>
    </message>
    <message>
        <source>Continue what was painted on a few slices of this plane on the slices between them</source>
        <translation>Continue sur les coupes intermédiaires ce qui a été peint sur quelques coupes de ce plan</translation>
    </message>
    <message>
        <source>Contrast from a Re&amp;gion</source>
        <translation>Contraste d’une ré&amp;gion</translation>
    </message>
    <message>
        <source>Convention: {name}</source>
        <translation>Convention : {name}</translation>
    </message>
    <message>
        <source>Convert a T1 and a T2 from a folder of DICOM files, and open them</source>
        <translation>Convertir un T1 et un T2 d’un dossier de fichiers DICOM, et les ouvrir</translation>
    </message>
    <message>
        <source>Converting DICOM</source>
        <translation>Conversion des DICOM</translation>
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
        <translation>Copier les lignes</translation>
    </message>
    <message>
        <source>Copy the profile</source>
        <translation>Copier le profil</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Copier : {name}</translation>
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
        <source>Crosshair</source>
        <translation>Réticule</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Courbes</translation>
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
        <source>Dimensions</source>
        <translation>Dimensions</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Abandonner</translation>
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
        <source>Done. The model is saved as {name}.</source>
        <translation>Terminé. Le modèle est enregistré sous {name}.</translation>
    </message>
    <message>
        <source>Doubtful spots</source>
        <translation>Points douteux</translation>
    </message>
    <message>
        <source>Drag a rectangle over what shall fill the range</source>
        <translation>Tracer un rectangle sur ce qui doit remplir l’étendue</translation>
    </message>
    <message>
        <source>Drag a rectangle over what shall fill the range from black to white</source>
        <translation>Tracer un rectangle sur ce qui doit aller du noir au blanc</translation>
    </message>
    <message>
        <source>Drag over a plane, or click: two places for a ruler, three for an angle.</source>
        <translation>Tracez sur un plan, ou cliquez : deux points pour une règle, trois pour un angle.</translation>
    </message>
    <message>
        <source>Drag to turn, wheel to zoom, right drag to move; click to send the crosshair there, double-click to see it alone</source>
        <translation>Glisser : tourner ; molette : zoom ; glisser à droite : déplacer ; clic : y placer le réticule ; double-clic : la voir seule</translation>
    </message>
    <message>
        <source>Draw all labels by hand</source>
        <translation>Dessiner toutes les étiquettes à la main</translation>
    </message>
    <message>
        <source>Draw only the borders of the tissues</source>
        <translation>Ne dessiner que le bord des tissus</translation>
    </message>
    <message>
        <source>Draw {name}</source>
        <translation>Tracer : {name}</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dessin</translation>
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
        <translation>Segmentation précédente</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Corrigé</translation>
    </message>
    <message>
        <source>End early with the weights that did best on the subjects held out</source>
        <translation>Finir plus tôt, avec les poids les meilleurs sur les sujets mis de côté</translation>
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
        <source>Every subject is held out. Leave at least one to train on.</source>
        <translation>Tous les sujets sont mis de côté. Laissez-en au moins un pour l’entraînement.</translation>
    </message>
    <message>
        <source>Every training that MLflow has recorded</source>
        <translation>Tous les entraînements que MLflow a enregistrés</translation>
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
        <translation>Exporter &amp;plus…</translation>
    </message>
    <message>
        <source>Export S&amp;urfaces…</source>
        <translation>Exporter les s&amp;urfaces…</translation>
    </message>
    <message>
        <source>Export all subjects</source>
        <translation>Exporter tous les sujets</translation>
    </message>
    <message>
        <source>Export surfaces</source>
        <translation>Exporter les surfaces</translation>
    </message>
    <message>
        <source>Export surfaces, one file a tissue</source>
        <translation>Exporter les surfaces, un fichier par tissu</translation>
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
        <translation>Exportation de {name}</translation>
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
        <source>Finished</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Fit the brain, centre the crosshair, robust black and white</source>
        <translation>Cadrer le cerveau, centrer le réticule, contraste robuste</translation>
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
        <source>Folder of DICOM files</source>
        <translation>Dossier de fichiers DICOM</translation>
    </message>
    <message>
        <source>Folder of labelled subjects</source>
        <translation>Dossier des sujets étiquetés</translation>
    </message>
    <message>
        <source>Folder to save the model in</source>
        <translation>Dossier où enregistrer le modèle</translation>
    </message>
    <message>
        <source>Forget All Li&amp;nes</source>
        <translation>Oublier toutes les lig&amp;nes</translation>
    </message>
    <message>
        <source>Forget the chosen line (Del)</source>
        <translation>Oublier la ligne choisie (Suppr)</translation>
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
        <source>From</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>From Region</source>
        <translation>D’une région</translation>
    </message>
    <message>
        <source>From T1 alone to T2 alone</source>
        <translation>De T1 seul à T2 seul</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Devant</translation>
    </message>
    <message>
        <source>GM</source>
        <translation>SG</translation>
    </message>
    <message>
        <source>GM only</source>
        <translation>SG seulement</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>Carte graphique</translation>
    </message>
    <message>
        <source>Give small pieces of the label that is painted to their neighbours</source>
        <translation>Donne à leurs voisins les petits morceaux de l’étiquette choisie</translation>
    </message>
    <message>
        <source>Give the clicked region the chosen label</source>
        <translation>Donne l’étiquette choisie à la région cliquée</translation>
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
        <translation>Donne l’étiquette choisie à ce qu’entoure une ligne</translation>
    </message>
    <message>
        <source>Go back to the spot before</source>
        <translation>Revenir au point précédent</translation>
    </message>
    <message>
        <source>Go back to the spot before (Shift+N)</source>
        <translation>Revenir au point précédent (Maj+N)</translation>
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
        <source>How sure the model was, voxel by voxel; go with the label image</source>
        <translation>À quel point le modèle était sûr, voxel par voxel ; accompagnent l’image d’étiquettes</translation>
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
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>Import &amp;DICOM…</source>
        <translation>Importer des &amp;DICOM…</translation>
    </message>
    <message>
        <source>Import DICOM</source>
        <translation>Importer des DICOM</translation>
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
        <translation>Intensités le long de la ligne choisie</translation>
    </message>
    <message>
        <source>Intensity shown as middle grey</source>
        <translation>Intensité montrée en gris moyen</translation>
    </message>
    <message>
        <source>Intensity shown black, and all below it</source>
        <translation>Intensité montrée en noir, et tout ce qui est dessous</translation>
    </message>
    <message>
        <source>Intensity shown white, and all above it</source>
        <translation>Intensité montrée en blanc, et tout ce qui est dessus</translation>
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
        <source>Keep Corrections</source>
        <translation>Garder les corrections</translation>
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
        <source>Label images</source>
        <translation>Images d’étiquettes</translation>
    </message>
    <message>
        <source>Label table</source>
        <translation>Table d’étiquettes</translation>
    </message>
    <message>
        <source>Label table (ITK-SNAP, FreeSurfer or BIDS dseg.tsv)</source>
        <translation>Table d’étiquettes (ITK-SNAP, FreeSurfer ou dseg.tsv de BIDS)</translation>
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
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>Lar&amp;ger Brush</source>
        <translation>Pinceau plus &amp;grand</translation>
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
        <source>Lay over the images how sure the network is of each label: the brighter, the less</source>
        <translation>Superposer aux images la certitude du réseau pour chaque étiquette : plus c’est clair, moins il est sûr</translation>
    </message>
    <message>
        <source>Lay over the images how sure the network is: the brighter, the more doubtful</source>
        <translation>Superposer aux images la certitude du réseau : plus c’est clair, plus c’est douteux</translation>
    </message>
    <message>
        <source>Lay over the images how torn the network is between the tissues: the brighter, the more</source>
        <translation>Superposer aux images l’hésitation du réseau entre les tissus : plus c’est clair, plus il hésite</translation>
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
        <translation>Disposition : {name}</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Gauche</translation>
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
        <source>Likely</source>
        <translation>Probable</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Lignes</translation>
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
        <source>Log of the training</source>
        <translation>Journal de l’entraînement</translation>
    </message>
    <message>
        <source>Look at the surface from</source>
        <translation>Voir la surface depuis</translation>
    </message>
    <message>
        <source>Look at the surface from this side: {side}</source>
        <translation>Voir la surface de ce côté : {side}</translation>
    </message>
    <message>
        <source>Looking at the machine</source>
        <translation>Examen de la machine</translation>
    </message>
    <message>
        <source>Looking for corrections left behind</source>
        <translation>Recherche de corrections abandonnées</translation>
    </message>
    <message>
        <source>Looking for doubtful spots</source>
        <translation>Recherche des endroits douteux</translation>
    </message>
    <message>
        <source>Looking for doubtful spots…</source>
        <translation>Recherche des points douteux…</translation>
    </message>
    <message>
        <source>Looking for images</source>
        <translation>Recherche des images</translation>
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
        <source>Loss</source>
        <translation>Perte</translation>
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
        <translation>Refait la correction qui a été annulée</translation>
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
        <source>Mark as &amp;Reviewed</source>
        <translation>Marquer comme &amp;relu</translation>
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
        <translation>Mesures</translation>
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
        <translation>Mesurer un angle sur un plan ; le deuxième point est le sommet</translation>
    </message>
    <message>
        <source>Measure an angle: its second place is the corner</source>
        <translation>Mesurer un angle : le deuxième point est le sommet</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Mesure</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Mesure en cours…</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Mélange</translation>
    </message>
    <message>
        <source>Mix of T1 and T2</source>
        <translation>Mélange de T1 et T2</translation>
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
        <source>Move the T2 rigidly onto the T1, for a subject who moved between the scans</source>
        <translation>Recaler rigidement le T2 sur le T1, pour un sujet qui a bougé entre les acquisitions</translation>
    </message>
    <message>
        <source>NIfTI on the grid of the images, with its record and its label table</source>
        <translation>NIfTI sur la grille des images, avec son relevé et sa table d’étiquettes</translation>
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
        <translation>Les noms, les dates et les lieux ne sont pas repris : les fichiers portent le nom du sujet et de la visite. Le nom que le scanner donne à une série est affiché ici et n’est écrit nulle part.</translation>
    </message>
    <message>
        <source>Ne&amp;urological Convention</source>
        <translation>Convention neuro&amp;logique</translation>
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
        <translation>Point &amp;douteux suivant</translation>
    </message>
    <message>
        <source>Next to Re&amp;view</source>
        <translation>Prochain à re&amp;lire</translation>
    </message>
    <message>
        <source>No label; left out</source>
        <translation>Pas d’étiquettes&#xa0;; laissé de côté</translation>
    </message>
    <message>
        <source>No map</source>
        <translation>Pas de carte</translation>
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
        <translation>Aucune</translation>
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
        <translation>Remarques</translation>
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
        <source>Of a label table…</source>
        <translation>D’une table d’étiquettes…</translation>
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
        <source>One slice towards inferior, left or posterior</source>
        <translation>Une coupe vers le bas, la gauche ou l’arrière</translation>
    </message>
    <message>
        <source>One slice towards superior, right or anterior</source>
        <translation>Une coupe vers le haut, la droite ou l’avant</translation>
    </message>
    <message>
        <source>Opacity of all labels (A less, D more)</source>
        <translation>Opacité de toutes les étiquettes (A moins, D plus)</translation>
    </message>
    <message>
        <source>Opacity of {tissue}</source>
        <translation>Opacité de&#xa0;: {tissue}</translation>
    </message>
    <message>
        <source>Open &amp;File…</source>
        <translation>Ouvrir un &amp;fichier…</translation>
    </message>
    <message>
        <source>Open Earlier Res&amp;ult</source>
        <translation>Ouvrir le rés&amp;ultat antérieur</translation>
    </message>
    <message>
        <source>Open MLflow</source>
        <translation>Ouvrir MLflow</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Ouvrir un modèle</translation>
    </message>
    <message>
        <source>Open the next subject that has labels and is neither reviewed nor flagged</source>
        <translation>Ouvrir le prochain sujet étiqueté qui n’est ni relu ni signalé</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Options</translation>
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
        <translation>Opacité des étiquettes</translation>
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
        <source>Paint &amp;{number}  {tissue}</source>
        <translation>Peindre &amp;{number}  {tissue}</translation>
    </message>
    <message>
        <source>Paint background</source>
        <translation>Peint le fond</translation>
    </message>
    <message>
        <source>Paint only where the image is in a range; Ctrl+click takes the range from under the brush</source>
        <translation>Ne peint que là où l’image est dans un intervalle&#xa0;; Ctrl+clic le prend sous le pinceau</translation>
    </message>
    <message>
        <source>Paint over</source>
        <translation>Peindre sur</translation>
    </message>
    <message>
        <source>Paint the chosen label</source>
        <translation>Peint l’étiquette choisie</translation>
    </message>
    <message>
        <source>Paint {tissue}</source>
        <translation>Peindre&#xa0;: {tissue}</translation>
    </message>
    <message>
        <source>Paint {tissue} ({key})</source>
        <translation>Peindre&#xa0;: {tissue} ({key})</translation>
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
        <translation>La gauche du patient à gauche de l’écran ; radiologique sinon</translation>
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
        <translation>Position en mm : droite, avant, haut</translation>
    </message>
    <message>
        <source>Pre&amp;vious Slice</source>
        <translation>Coupe précé&amp;dente</translation>
    </message>
    <message>
        <source>Preparing the model (once)</source>
        <translation>Préparation du modèle (une seule fois)</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problème</translation>
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
        <source>Range</source>
        <translation>Intervalle</translation>
    </message>
    <message>
        <source>Range of intensities from black to white</source>
        <translation>Étendue des intensités du noir au blanc</translation>
    </message>
    <message>
        <source>Re&amp;cord the run in MLflow</source>
        <translation>Enre&amp;gistrer l’exécution dans MLflow</translation>
    </message>
    <message>
        <source>Reach into the neighbouring slices, not only across the one shown</source>
        <translation>Atteint les coupes voisines, et non seulement celle qui est montrée</translation>
    </message>
    <message>
        <source>Reach into the neighbouring slices; fills go in all directions</source>
        <translation>Atteint les coupes voisines&#xa0;; le remplissage va dans toutes les directions</translation>
    </message>
    <message>
        <source>Read a Label Table…</source>
        <translation>Lire une table d’étiquettes…</translation>
    </message>
    <message>
        <source>Read a label table</source>
        <translation>Lire une table d’étiquettes</translation>
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
        <source>Reading the curves</source>
        <translation>Lecture des courbes</translation>
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
        <source>Recorded runs</source>
        <translation>Exécutions enregistrées</translation>
    </message>
    <message>
        <source>Recording in MLflow</source>
        <translation>Enregistrement dans MLflow</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Récupérer</translation>
    </message>
    <message>
        <source>Recover corrections?</source>
        <translation>Récupérer les corrections&#xa0;?</translation>
    </message>
    <message>
        <source>Recovered. Export the labels or save the study to keep them.</source>
        <translation>Récupéré. Exportez les étiquettes ou enregistrez l’étude pour les garder.</translation>
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
        <translation>Supprimer les î&amp;lots de l’étiquette</translation>
    </message>
    <message>
        <source>Remove Islands</source>
        <translation>Suppression des îlots</translation>
    </message>
    <message>
        <source>Remove every ruler, angle and profile of this subject</source>
        <translation>Retirer règles, angles et profils de ce sujet</translation>
    </message>
    <message>
        <source>Remove islands</source>
        <translation>Supprimer îlots</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Replace a file?</source>
        <translation>Remplacer un fichier ?</translation>
    </message>
    <message>
        <source>Replace {count} files?</source>
        <translation>Remplacer {count} fichiers ?</translation>
    </message>
    <message>
        <source>Replacing it cannot be undone.</source>
        <translation>Le remplacement est définitif.</translation>
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
        <source>Result</source>
        <translation>Résultat</translation>
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
        <source>Running</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Exécutions</translation>
    </message>
    <message>
        <source>S&amp;ide Pages</source>
        <translation>Pages latérale&amp;s</translation>
    </message>
    <message>
        <source>S&amp;maller Brush</source>
        <translation>Pinceau plus &amp;petit</translation>
    </message>
    <message>
        <source>S&amp;wipe</source>
        <translation>&amp;Balayage</translation>
    </message>
    <message>
        <source>S&amp;wipe at the crosshair</source>
        <translation>&amp;Balayage au réticule</translation>
    </message>
    <message>
        <source>Sa&amp;ve in</source>
        <translation>Dossi&amp;er</translation>
    </message>
    <message>
        <source>Sa&amp;ve the Label Table…</source>
        <translation>&amp;Enregistrer la table d’étiquettes…</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittal</translation>
    </message>
    <message>
        <source>Save &amp;Picture…</source>
        <translation>Enregistrer une &amp;image…</translation>
    </message>
    <message>
        <source>Save CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Save Picture of Th&amp;is Plane…</source>
        <translation>Enregistrer une image de ce p&amp;lan…</translation>
    </message>
    <message>
        <source>Save Report for Support…</source>
        <translation>Enregistrer un rapport pour l’assistance…</translation>
    </message>
    <message>
        <source>Save Tissue Fi&amp;gures…</source>
        <translation>Enre&amp;gistrer les chiffres des tissus…</translation>
    </message>
    <message>
        <source>Save as CSV: {name}</source>
        <translation>Enregistrer en CSV : {name}</translation>
    </message>
    <message>
        <source>Save figures</source>
        <translation>Enregistrer les chiffres</translation>
    </message>
    <message>
        <source>Save the Label Table…</source>
        <translation>Enregistrer la table d’étiquettes…</translation>
    </message>
    <message>
        <source>Save the contact sheet</source>
        <translation>Enregistrer la planche-contact</translation>
    </message>
    <message>
        <source>Save the label table</source>
        <translation>Enregistrer la table d’étiquettes</translation>
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
        <source>Saved result</source>
        <translation>Résultat enregistré</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmenter</translation>
    </message>
    <message>
        <source>Segment Again</source>
        <translation>Segmenter à nouveau</translation>
    </message>
    <message>
        <source>Segment again?</source>
        <translation>Segmenter à nouveau&#xa0;?</translation>
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
        <translation>Segmentez le sujet, ou ouvrez-en un qui a une référence, pour comparer.</translation>
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
        <source>Segmenting</source>
        <translation>Segmentation</translation>
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
        <source>Sending to MLflow</source>
        <translation>Envoi à MLflow</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Série</translation>
    </message>
    <message>
        <source>Set the labels against a label image: another program&apos;s, another person&apos;s, an earlier one</source>
        <translation>Comparer les étiquettes à une image d’étiquettes : d’un autre logiciel, d’une autre personne, plus ancienne</translation>
    </message>
    <message>
        <source>Set the result against the reference of this subject</source>
        <translation>Comparer le résultat à la référence de ce sujet</translation>
    </message>
    <message>
        <source>Share of the subjects that is held out</source>
        <translation>Part des sujets mise de côté</translation>
    </message>
    <message>
        <source>Show &amp;3D Surface</source>
        <translation>Montrer la surface &amp;3D</translation>
    </message>
    <message>
        <source>Show &amp;Crosshair</source>
        <translation>Afficher le &amp;réticule</translation>
    </message>
    <message>
        <source>Show &amp;Entropy</source>
        <translation>Montrer l’&amp;entropie</translation>
    </message>
    <message>
        <source>Show &amp;Images</source>
        <translation>Afficher les &amp;images</translation>
    </message>
    <message>
        <source>Show &amp;Overlay</source>
        <translation>Afficher la s&amp;uperposition</translation>
    </message>
    <message>
        <source>Show Co&amp;nfidence</source>
        <translation>Montrer la co&amp;nfiance</translation>
    </message>
    <message>
        <source>Show D&amp;ifference</source>
        <translation>Montrer la d&amp;ifférence</translation>
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
        <source>Show Tra&amp;ining</source>
        <translation>Afficher l’en&amp;traînement</translation>
    </message>
    <message>
        <source>Show or hide the crosshair</source>
        <translation>Montrer ou cacher le réticule</translation>
    </message>
    <message>
        <source>Show or hide the pages at the right</source>
        <translation>Montrer ou cacher les pages de droite</translation>
    </message>
    <message>
        <source>Show or hide the tissues over the image</source>
        <translation>Montrer ou cacher les tissus sur l’image</translation>
    </message>
    <message>
        <source>Show or hide: {name}</source>
        <translation>Montrer ou cacher&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Show the image in these colours</source>
        <translation>Montrer l’image dans ces couleurs</translation>
    </message>
    <message>
        <source>Show the labels of this subject alone again</source>
        <translation>Montrer de nouveau les seules étiquettes de ce sujet</translation>
    </message>
    <message>
        <source>Show the other image</source>
        <translation>Montrer l’autre image</translation>
    </message>
    <message>
        <source>Show the other labels right of the crosshair: drag it to and fro</source>
        <translation>Montrer les autres étiquettes à droite du réticule : le faire glisser</translation>
    </message>
    <message>
        <source>Show the other labels right of the crosshair: drag it to and fro (Q)</source>
        <translation>Montrer les autres étiquettes à droite du réticule : le faire glisser (Q)</translation>
    </message>
    <message>
        <source>Show the plane that was used last alone, or all of them again; as a double click does</source>
        <translation>Montrer seul le dernier plan utilisé, ou tous à nouveau ; comme un double clic</translation>
    </message>
    <message>
        <source>Show the visible tissues in 3D in the fourth cell, or the summary again</source>
        <translation>Montrer les tissus visibles en 3D dans la quatrième case, ou de nouveau le résumé</translation>
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
        <translation>Montrer&#xa0;: {tissue}</translation>
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
        <source>Size of the brush ([ smaller, ] larger)</source>
        <translation>Taille du pinceau ([ plus petit, ] plus grand)</translation>
    </message>
    <message>
        <source>Size of the images</source>
        <translation>Taille des images</translation>
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
        <translation>Lisser les &amp;pixels</translation>
    </message>
    <message>
        <source>Smooth pixels</source>
        <translation>Lisser les pixels</translation>
    </message>
    <message>
        <source>Smooth the border of the label that is painted</source>
        <translation>Lisse le bord de l’étiquette choisie</translation>
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
        <source>Something is to be looked at again (Ctrl+Shift+R)</source>
        <translation>Quelque chose est à revoir (Ctrl+Maj+R)</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Un problème est survenu</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>Voxel</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Carré</translation>
    </message>
    <message>
        <source>Start &amp;from</source>
        <translation>Partir &amp;de</translation>
    </message>
    <message>
        <source>Start from Empty La&amp;bels</source>
        <translation>Partir d’étiquettes &amp;vides</translation>
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
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Stop Co&amp;mparing</source>
        <translation>Ne plus co&amp;mparer</translation>
    </message>
    <message>
        <source>Stop and Keep Best</source>
        <translation>Arrêter et garder le meilleur</translation>
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
        <translation>Stocké</translation>
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
        <source>Subjects of the folder</source>
        <translation>Sujets du dossier</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
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
        <source>Switch &amp;T1 / T2</source>
        <translation>Passer de &amp;T1 à T2</translation>
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
        <translation>Table : {name}</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tableaux</translation>
    </message>
    <message>
        <source>Take colours, names and values from a table of ITK-SNAP, FreeSurfer or BIDS</source>
        <translation>Prend couleurs, noms et valeurs d’une table d’ITK-SNAP, FreeSurfer ou BIDS</translation>
    </message>
    <message>
        <source>Take the last correction back, also in another subject</source>
        <translation>Annule la dernière correction, même chez un autre sujet</translation>
    </message>
    <message>
        <source>Technical report</source>
        <translation>Rapport technique</translation>
    </message>
    <message>
        <source>The first epoch is under way.</source>
        <translation>La première époque est en cours.</translation>
    </message>
    <message>
        <source>The folder cannot be read: {reason}</source>
        <translation>Le dossier ne peut pas être lu&#xa0;: {reason}</translation>
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
        <source>The labels are right (Ctrl+R)</source>
        <translation>Les étiquettes sont justes (Ctrl+R)</translation>
    </message>
    <message>
        <source>The labels of this subject are right; a later change takes the mark away</source>
        <translation>Les étiquettes de ce sujet sont justes ; un changement ultérieur retire la marque</translation>
    </message>
    <message>
        <source>The last checkpoint is kept: the run can be resumed. A smaller batch needs less memory.</source>
        <translation>Le dernier point de reprise est conservé&#xa0;: l’entraînement peut être repris. Un lot plus petit demande moins de mémoire.</translation>
    </message>
    <message>
        <source>The left button changes contrast and brightness</source>
        <translation>Le bouton gauche change contraste et luminosité</translation>
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
        <source>The new result took the place of your corrections. Undo brings them back.</source>
        <translation>Le nouveau résultat a pris la place de vos corrections. Annuler les rend.</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>L’image est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>The program ended before these corrections were saved:</source>
        <translation>Le programme s’est terminé avant que ces corrections soient enregistrées&#xa0;:</translation>
    </message>
    <message>
        <source>The reference is never changed. Shown now is the result: correct that.</source>
        <translation>La référence n’est jamais modifiée. Le résultat est maintenant montré&#xa0;: corrigez-le.</translation>
    </message>
    <message>
        <source>The result of this subject is being read.</source>
        <translation>Le résultat de ce sujet est en cours de lecture.</translation>
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
        <source>There already: {names}. Replacing cannot be undone.</source>
        <translation>Déjà présents : {names}. Un remplacement ne peut être annulé.</translation>
    </message>
    <message>
        <source>There are no doubtful spots.</source>
        <translation>Il n’y a pas de point douteux.</translation>
    </message>
    <message>
        <source>There are no labels to measure: segment the subject.</source>
        <translation>Il n’y a pas d’étiquettes à mesurer : segmentez le sujet.</translation>
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
        <source>This folder cannot be used.</source>
        <translation>Ce dossier ne peut pas servir.</translation>
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
        <translation>Ce sujet : {verdict}</translation>
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
        <translation>Seuil de</translation>
    </message>
    <message>
        <source>Threshold to</source>
        <translation>Seuil à</translation>
    </message>
    <message>
        <source>Tick at least one subject to validate on.</source>
        <translation>Cochez au moins un sujet de validation.</translation>
    </message>
    <message>
        <source>Tick off the spot under the crosshair and go to the next, the gravest first</source>
        <translation>Cocher le point sous le réticule et aller au suivant, les plus graves d’abord</translation>
    </message>
    <message>
        <source>Tick this spot off and go to the next (N)</source>
        <translation>Cocher ce point et aller au suivant (N)</translation>
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
        <source>Tissue, with the network&apos;s confidence</source>
        <translation>Tissu, avec la confiance du réseau</translation>
    </message>
    <message>
        <source>Tissues</source>
        <translation>Tissus</translation>
    </message>
    <message>
        <source>Tissues as Ou&amp;tlines</source>
        <translation>Tissus en con&amp;tours</translation>
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
        <source>Train the chosen model further on the reviewed subjects, two or more, with their labels</source>
        <translation>Continuer l’entraînement du modèle choisi sur les sujets relus, deux ou plus, avec leurs étiquettes</translation>
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
        <source>Validate on</source>
        <translation>Valider sur</translation>
    </message>
    <message>
        <source>Validated on, and never trained on</source>
        <translation>Sert à la validation, jamais à l’entraînement</translation>
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
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Visible labels</source>
        <translation>Étiquettes visibles</translation>
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
        <translation>Les volumes de tous les sujets, et les scores là où il y a des références</translation>
    </message>
    <message>
        <source>Volumes, means and spreads of the labels shown, for a spreadsheet</source>
        <translation>Volumes, moyennes et écarts des étiquettes affichées, pour un tableur</translation>
    </message>
    <message>
        <source>Volumes: {words}</source>
        <translation>Volumes&#xa0;: {words}</translation>
    </message>
    <message>
        <source>Voxel to mm</source>
        <translation>Voxel vers mm</translation>
    </message>
    <message>
        <source>Voxel, in the file&apos;s own axes, counted from 0</source>
        <translation>Voxel, dans les axes du fichier, compté de 0</translation>
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
        <translation>SB seulement</translation>
    </message>
    <message>
        <source>Wait until the last correction is done.</source>
        <translation>Attendez que la dernière correction soit terminée.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
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
        <source>Wheel or Page Up and Page Down step through slices; arrows move the crosshair.</source>
        <translation>Molette ou Page préc. et Page suiv. : coupes ; flèches : réticule.</translation>
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
        <source>Where to put the folder of {count} reviewed subjects</source>
        <translation>Où placer le dossier des {count} sujets relus</translation>
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
        <translation>Sur quelles étiquettes on peut peindre&#xa0;; jamais sur celles qui sont verrouillées</translation>
    </message>
    <message>
        <source>Which labels to show</source>
        <translation>Quelles étiquettes montrer</translation>
    </message>
    <message>
        <source>Which model Segment uses, and what its card says</source>
        <translation>Le modèle qu’utilise Segmenter, et ce que dit sa fiche</translation>
    </message>
    <message>
        <source>Which side of the screen shows the patient&apos;s right; press for the other</source>
        <translation>Quel côté de l’écran montre la droite du patient ; appuyer pour l’autre</translation>
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
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>Window/Level</source>
        <translation>Fenêtre/Niveau</translation>
    </message>
    <message>
        <source>Write colours, names and values for ITK-SNAP, FreeSurfer or BIDS</source>
        <translation>Écrit couleurs, noms et valeurs pour ITK-SNAP, FreeSurfer ou BIDS</translation>
    </message>
    <message>
        <source>Write label images, surfaces, tables, reports and contact sheets of one subject or all</source>
        <translation>Écrire les images d’étiquettes, surfaces, tableaux, rapports et planches-contact d’un sujet ou de tous</translation>
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
        <translation>Écrire les lignes</translation>
    </message>
    <message>
        <source>Write the plane that has the keyboard as a PNG, with its scale bar</source>
        <translation>Écrire en PNG le plan qui a le clavier, avec sa barre d’échelle</translation>
    </message>
    <message>
        <source>Write the profile</source>
        <translation>Écrire le profil</translation>
    </message>
    <message>
        <source>Write the visible tissues as STL, OBJ or GIFTI surfaces</source>
        <translation>Écrire les tissus visibles comme surfaces STL, OBJ ou GIFTI</translation>
    </message>
    <message>
        <source>Write volumes, means and spreads of the labels shown as CSV</source>
        <translation>Écrire volumes, moyennes et écarts des étiquettes affichées en CSV</translation>
    </message>
    <message>
        <source>Write what the planes show as a PNG, with the scale bars</source>
        <translation>Écrire en PNG ce que montrent les plans, avec les barres d’échelle</translation>
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
        <translation>Écrit dans {folder} : {names}</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>Écrit : {path}</translation>
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
        <source>and {count} more</source>
        <translation>et {count} autres</translation>
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
        <source>held out</source>
        <translation>mis de côté</translation>
    </message>
    <message>
        <source>iSeg Desktop ran into a mistake of its own. What is open stays open; the last action may not have been completed. Please report the text below; it may hold names of files, so look through it first. A report for support names nobody.</source>
        <translation>iSeg Desktop a rencontré une erreur interne. Ce qui est ouvert le reste&#xa0;; la dernière action n’est peut-être pas terminée. Merci de signaler le texte ci-dessous&#xa0;; il peut contenir des noms de fichiers, relisez-le d’abord. Un rapport pour l’assistance ne nomme personne.</translation>
    </message>
    <message>
        <source>iSeg: 0, 10, 150, 250</source>
        <translation>iSeg : 0, 10, 150, 250</translation>
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
        <translation>moyenne</translation>
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
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>not yet exported</source>
        <translation>pas encore exporté</translation>
    </message>
    <message>
        <source>sd</source>
        <translation>écart-type</translation>
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
        <source>there</source>
        <translation>présent</translation>
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
        <source>{done} of {count} looked at; the gravest come first.</source>
        <translation>{done} sur {count} vus ; les plus graves d’abord.</translation>
    </message>
    <message>
        <source>{figure} of {tissue}</source>
        <translation>{figure} : {tissue}</translation>
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
        <source>{modality} image</source>
        <translation>Image {modality}</translation>
    </message>
    <message>
        <source>{name} intensity</source>
        <translation>Intensité {name}</translation>
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
        <source>{n} held out</source>
        <translation>{n} mis de côté</translation>
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
        <translation>{space} : aucune</translation>
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
        <source>{subject} is being corrected in another window, too. Each window keeps its own corrections; export them under different names.</source>
        <translation>{subject} est aussi corrigé dans une autre fenêtre. Chaque fenêtre garde ses propres corrections&#xa0;; exportez-les sous des noms différents.</translation>
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
        <translation>{tissue} est verrouillé. Déverrouillez-le pour en changer la place.</translation>
    </message>
    <message>
        <source>{tissue}: {n} voxels</source>
        <translation>{tissue} : {n} voxels</translation>
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
        <source>{what} was ended from outside. Most likely the memory ran out.</source>
        <translation>{what}&#xa0;: arrêt imposé de l’extérieur. La mémoire était sans doute épuisée.</translation>
    </message>
    <message>
        <source>– (Analyze has none)</source>
        <translation>– (absent d’Analyze)</translation>
    </message>
</context>
</TS>
