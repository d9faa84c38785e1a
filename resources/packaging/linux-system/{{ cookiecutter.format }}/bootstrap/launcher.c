/* Starts a module of the program with the system's Python: /usr/bin/iseg-desktop and /usr/bin/iseg are this.
 *
 * It replaces itself by Python rather than embed it: sys.executable is then a Python, and what the program
 * starts of its own (training, simulation, MLflow's pages) finds the same libraries through the environment.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  char **words = calloc((size_t)argc + 3, sizeof *words);
  if (words == NULL) {
    perror(argv[0]);
    return 1;
  }
  words[0] = PYTHON;
  words[1] = "-m";
  words[2] = MODULE;
  for (int i = 1; i < argc; i++) words[i + 2] = argv[i];
  setenv("PYTHONPATH", PLACE "/app:" PLACE "/app_packages", 1);
  setenv("PYTHONNOUSERSITE", "1", 1); /* neither the user's packages ... */
  setenv("PYTHONSAFEPATH", "1", 1);   /* ... nor the folder that one stands in may hide ours */
  execv(PYTHON, words);
  perror(PYTHON);
  return 1;
}
